/** A shift of one's own, as the first page says it. Pure. */
import type { MyShift } from '../../../domain/contract/duty/reach'
import { sayTime } from '../../../domain/times'

export interface ShiftLine {
  unitId: string
  title: string
  line: string
}

export function shiftLine({ unitId, unitName, from, to }: MyShift, now: number): ShiftLine {
  const runs = from <= now
  return {
    unitId,
    title: runs ? '您正在值班' : '快到您值班了',
    line: runs ? `${unitName} · 到 ${sayTime(to, now)}` : `${unitName} · ${sayTime(from, now)} 起`,
  }
}
