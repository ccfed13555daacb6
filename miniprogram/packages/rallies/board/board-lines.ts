/** The board's lines: what somebody should ring up about first. */
import type { BoardDesk, BoardPoint } from '../../../domain/contract/rallies/operating'
import { sayTime } from '../../../domain/times'

export interface BoardLine {
  id: string
  name: string
  words: string
  red: boolean
  contact: { name: string; phone: string } | null
}

/** A desk that runs out within so long is worth a call. */
const SOON_MS = 60 * 60_000

/** @param now the cloud's time, in ms */
export function boardLines(points: BoardPoint[], desks: BoardDesk[], now: number): BoardLine[] {
  return [...desks.flatMap((desk) => deskLine(desk, now)), ...points.map((point) => pointLine(point, now))]
}

function pointLine(
  { pointId, name, routeName, stamps, lastAt, silent, contact }: BoardPoint,
  now: number,
): BoardLine {
  const last = lastAt === null ? '还没有人来过' : `最近一次 ${sayTime(lastAt, now)}`
  const words = `${routeName} · ${stamps} 个章 · ${last}${silent ? '，20 分钟没有动静' : ''}`
  return { id: pointId, name, words, red: silent, contact }
}

/** One line for each gift: a desk may run out of one and not of another. */
function deskLine({ deskId, name, gifts, contact }: BoardDesk, now: number): BoardLine[] {
  return gifts.map((gift) => {
    const soon = gift.runsOutAt !== null && gift.runsOutAt - now < SOON_MS
    const words =
      gift.left === 0
        ? `${gift.name}发完了`
        : `${gift.name}还剩 ${gift.left} 份${gift.runsOutAt === null ? '' : `，照现在的快慢 ${sayTime(gift.runsOutAt, now)} 发完`}`
    return { id: `${deskId}.${gift.giftId}`, name, words, red: soon, contact }
  })
}
