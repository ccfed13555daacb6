/** 库存: what changes the items of a desk apart from claims, each act with a name: docs/decisions/0042. */
import type { Answer } from '../../domain/contract/envelope'
import type { GiftView, StockLine } from '../../domain/contract/rallies/gifts'
import { callAction } from '../cloud'
import { moveOnce } from '../moves'
import { openGifts } from './gifts'
import { openPrints } from './operating'
import { lastShift } from './staff'

/** What is done with items of one gift at one desk. */
export interface StockAct {
  kind: '入库' | '调拨' | '损坏' | '盘点'
  deskId: string
  giftId: string
  /** For 盘点 what was counted; otherwise how many. */
  count: number
  /** 调拨 alone. */
  toDeskId: string
  /** 损坏 alone. */
  note: string
}

/** @returns how it lies afterwards, and how many it was about */
export async function doStock(act: StockAct): Promise<Answer<{ stock: StockLine; done: number }>> {
  const { kind, deskId, giftId, count, toDeskId, note } = act
  return moveOnce(JSON.stringify(act), async (moveId) => {
    const place = { moveId, deskId, giftId }
    switch (kind) {
      case '入库':
        return said(await callAction('rallies', 'stockIn', { ...place, count }), () => count)
      case '调拨': {
        const answer = await callAction('rallies', 'stockMove', { ...place, toDeskId, count })
        return said(answer, ({ moved }) => moved)
      }
      case '损坏': {
        const answer = await callAction('rallies', 'stockDamage', { ...place, count, note })
        return said(answer, ({ damaged }) => damaged)
      }
      case '盘点': {
        const answer = await callAction('rallies', 'stockCount', { ...place, counted: count })
        return said(answer, ({ counted, expected }) => counted - expected)
      }
    }
  })
}

function said<Output extends { stock: StockLine }>(
  answer: Answer<Output>,
  done: (output: Output) => number,
): Answer<{ stock: StockLine; done: number }> {
  if (!answer.ok) return answer
  return { ok: true, data: { stock: answer.data.stock, done: done(answer.data) } }
}

export interface StockPlaces {
  /** Where he keeps the stock: every desk for an operator, his own for staff. */
  desks: { deskId: string; name: string }[]
  /** Where items can be sent. */
  targets: { deskId: string; name: string }[]
  gifts: GiftView[]
}

/** @param shiftId of a desk's staff; '' for an operator */
export async function stockPlaces(eventId: string, shiftId: string): Promise<Answer<StockPlaces>> {
  const shift = shiftId ? lastShift(shiftId) : null
  const gifts = await openGifts(shift?.eventId ?? eventId)
  if (!gifts.ok) return gifts
  if (!shift) {
    const prints = await openPrints(eventId)
    if (!prints.ok) return prints
    const { desks } = prints.data
    return { ok: true, data: { desks, targets: desks, gifts: gifts.data.gifts } }
  }
  const own = { deskId: shift.placeId, name: shift.placeName }
  const known = gifts.data.gifts.flatMap(({ desks }) => desks)
  const targets = [...new Map(known.map(({ deskId, name }) => [deskId, { deskId, name }])).values()]
  return { ok: true, data: { desks: [own], targets, gifts: gifts.data.gifts } }
}
