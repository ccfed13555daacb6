/** 当班: one's shifts, the codes of a shift fetched ahead, and what staff stamp or give, also without a network. */
import type { Answer } from '../../domain/contract/envelope'
import { SLOT_MS, DIGITS_MS } from '../../domain/codes'
import type { Shift } from '../../domain/contract/rallies/staff'
import { callAction } from '../cloud'
import type { OutputOf } from '../cloud'
import { cloudTime, heardTime, phoneTime } from '../clock'
import { makeId } from '../ids'
import { moveOnce } from '../moves'
import { putInOutbox } from '../outbox'
import type { WaitingCall } from '../waiting-calls'

const SHIFTS_KEY = 'rallies/shifts'

/** Takes the shift of a one-time code. Safe to repeat. */
export async function takeShift(code: string): Promise<Answer<{ shift: Shift }>> {
  const answer = await callAction('rallies', 'takeShift', { code })
  if (answer.ok) {
    const { shift } = answer.data
    keepShifts([...lastShifts().filter(({ shiftId }) => shiftId !== shift.shiftId), shift])
  }
  return answer
}

export async function myShifts(): Promise<Answer<{ shifts: Shift[] }>> {
  const answer = await callAction('rallies', 'myShifts', {})
  if (answer.ok) keepShifts(answer.data.shifts)
  return answer
}

function keepShifts(shifts: Shift[]): void {
  wx.setStorage({ key: SHIFTS_KEY, data: shifts })
  known = shifts
}

let known: Shift[] | null = null

/** The holder's shifts as this phone knows them, those that ended left out. */
export function lastShifts(): Shift[] {
  known = known ?? ((wx.getStorageSync(SHIFTS_KEY) as Shift[] | '') || [])
  return known.filter(({ endsAt }) => endsAt + LEEWAY_MS > cloudTime())
}

export function lastShift(shiftId: string): Shift | null {
  return lastShifts().find((shift) => shift.shiftId === shiftId) ?? null
}

type Codes = OutputOf<'rallies', 'fetchCodes'>

/** A shift's right begins and ends so much around its hours: docs/decisions/0044. */
const LEEWAY_MS = 30 * 60_000
const AT_ONCE_MS = 2 * 3_600_000
const codesKey = (shiftId: string, part: number) => `rallies/codes/${shiftId}/${part}`

/** Fetches what is missing of a shift's codes, two hours at a time. @returns the first refusal, or null */
export async function fetchShiftCodes({ shiftId, startsAt, endsAt }: Shift): Promise<Answer | null> {
  const begin = startsAt - LEEWAY_MS
  for (let part = 0; begin + part * AT_ONCE_MS < endsAt + LEEWAY_MS; part += 1) {
    if (wx.getStorageSync(codesKey(shiftId, part))) continue
    const answer = await callAction('rallies', 'fetchCodes', { shiftId, from: begin + part * AT_ONCE_MS })
    if (!answer.ok) return answer
    wx.setStorageSync(codesKey(shiftId, part), answer.data)
  }
  return null
}

/** What the staff phone shows at a moment of the cloud's clock, from what was fetched; null where nothing was. */
export function codesAt(
  { shiftId, startsAt }: Shift,
  now: number,
): { rotating: string; digits: string } | null {
  const codes = codesIn(codesKey(shiftId, Math.floor((now - startsAt + LEEWAY_MS) / AT_ONCE_MS)))
  if (!codes) return null
  const rotating = codes.rotating.find(({ from }) => from <= now && now < from + SLOT_MS)
  const digits = codes.digits.find(({ from }) => from <= now && now < from + DIGITS_MS)
  return rotating ? { rotating: rotating.code, digits: digits?.digits ?? '' } : null
}

let read: { key: string; codes: Codes } | null = null

/** Asked every second while the phone shows them: storage is read once for each two hours. */
function codesIn(key: string): Codes | null {
  if (read?.key === key) return read.codes
  const codes = wx.getStorageSync(key) as Codes | ''
  if (!codes) return null
  read = { key, codes }
  return codes
}

/** Codes of shifts that are over take room that scans may need. */
export function forgetOldCodes(): void {
  const on = lastShifts().map(({ shiftId }) => shiftId)
  wx.getStorageInfoSync()
    .keys.filter((key) => key.startsWith('rallies/codes/') && !on.includes(key.split('/')[2]!))
    .forEach((key) => wx.removeStorageSync(key))
}

/** Stamps a resident's own code or a paper card; kept and sent later without a network. @throws when storage is full */
export function stampCard(shiftId: string, code: string): WaitingCall {
  const input = { shiftId, code, scannedAt: phoneTime(), seen: heardTime() }
  const id = `staff.${makeId()}`
  return putInOutbox({ id, line: id, dated: true, area: 'rallies', action: 'stampCard', input })
}

/** Gives what a voucher stands for. One scan is one move: a repeat after a lost answer is answered the same. */
export function giveVoucher(shiftId: string, voucher: string) {
  return moveOnce(`giveVoucher/${shiftId}/${voucher}`, (moveId) =>
    callAction('rallies', 'giveVoucher', { moveId, shiftId, voucher }),
  )
}

/** Claims and gives at once, for a resident's own code or for paper cards. */
export function giveByCard(shiftId: string, giftId: string, codes: string[]) {
  return moveOnce(`giveByCard/${shiftId}/${giftId}/${codes.join()}`, (moveId) =>
    callAction('rallies', 'giveByCard', { moveId, shiftId, giftId, codes }),
  )
}

const deskKey = (shiftId: string) => `rallies/desk/${shiftId}`
const reserveKey = (shiftId: string) => `rallies/reserve/${shiftId}`

export async function openDesk(shiftId: string): Promise<Answer<OutputOf<'rallies', 'openDesk'>>> {
  const answer = await callAction('rallies', 'openDesk', { shiftId })
  if (answer.ok) wx.setStorage({ key: deskKey(shiftId), data: answer.data })
  return answer
}

/** The desk as this phone saw it last, or null. */
export function lastDesk(shiftId: string): OutputOf<'rallies', 'openDesk'> | null {
  return (wx.getStorageSync(deskKey(shiftId)) as OutputOf<'rallies', 'openDesk'> | '') || null
}

/** Items this phone may give without a network. */
export interface Reserve {
  giftId: string
  itemIds: string[]
}

export function reservesOf(shiftId: string): Reserve[] {
  return (wx.getStorageSync(reserveKey(shiftId)) as Reserve[] | '') || []
}

export async function reserveItems(
  shiftId: string,
  giftId: string,
  count: number,
): Promise<Answer<OutputOf<'rallies', 'reserveItems'>>> {
  const answer = await moveOnce(`reserveItems/${shiftId}/${giftId}/${count}`, (moveId) =>
    callAction('rallies', 'reserveItems', { moveId, shiftId, giftId, count }),
  )
  if (!answer.ok) return answer
  const others = reservesOf(shiftId).filter((each) => each.giftId !== giftId)
  const before = reservesOf(shiftId).find((each) => each.giftId === giftId)?.itemIds ?? []
  const itemIds = [...new Set([...before, ...answer.data.itemIds])]
  wx.setStorageSync(reserveKey(shiftId), [...others, { giftId, itemIds }])
  return answer
}

/**
 * Gives one of the items held in reserve, without asking the cloud; it is reported when there is a network.
 * @returns false when none is left in reserve @throws when the phone's storage is full: nothing may be given then
 */
export function giveFromReserve(shiftId: string, giftId: string, codes: string[]): boolean {
  const reserves = reservesOf(shiftId)
  const itemId = reserves.find((each) => each.giftId === giftId)?.itemIds[0]
  if (!itemId) return false
  const moveId = makeId()
  const evidence = { scannedAt: phoneTime(), seen: heardTime() }
  const input = { moveId, shiftId, itemId, codes, ...evidence }
  const id = `staff.${moveId}`
  putInOutbox({ id, line: id, dated: true, area: 'rallies', action: 'reportGiven', input })
  const rest = reserves.map((each) => ({ ...each, itemIds: each.itemIds.filter((one) => one !== itemId) }))
  wx.setStorageSync(reserveKey(shiftId), rest)
  return true
}
