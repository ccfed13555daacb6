/** Who is on duty, read from the stored rota by the reader's own rule: the last change that holds, else the week's slot. */
import type { Rota } from '../../../miniprogram/domain/rota'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE
const SHANGHAI = 8 * 60 * MINUTE

/** The replay's rotas repeat one week. @returns null when nobody is */
export function onDutyThen({ weeks, changes }: Pick<Rota, 'weeks' | 'changes'>, at: number): string | null {
  const change = changes.filter(({ from, to }) => from.getTime() <= at && at < to.getTime()).at(-1)
  if (change) return change.personId
  const local = at + SHANGHAI
  // 1970-01-01 was a Thursday.
  const weekday = ((Math.floor(local / DAY) + 3) % 7) + 1
  const minute = Math.floor((local % DAY) / MINUTE)
  const yesterday = weekday === 1 ? 7 : weekday - 1
  const slot = weeks[0]!.find(({ day, from, to }) => {
    const overnight = to <= from
    if (day === weekday && minute >= from && (overnight || minute < to)) return true
    return overnight && day === yesterday && minute < to
  })
  return slot?.personId ?? null
}

/** Until when the same person (or nobody) goes on, to the minute; looked for half an hour at a time, since shifts begin then. */
export function dutyEnds(rota: Pick<Rota, 'weeks' | 'changes'>, at: number): number {
  const now = onDutyThen(rota, at)
  const step = 30 * MINUTE
  let edge = at - (at % step) + step
  while (edge < at + 3 * DAY && onDutyThen(rota, edge) === now) edge += step
  return edge
}
