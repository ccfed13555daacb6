/** From what an operator filled in to one act, or what is still missing. */
import { startOfShanghaiDay } from '../../../domain/times'
import type { Change } from '../../../services/rallies/operating'

export type Kind = '停办' | '改期' | '换点' | '场次'

export interface Filled {
  eventId: string
  kind: Kind
  /** A route's or a point's id; '' is the whole event, for 停办 alone. */
  routeId: string
  pointId: string
  sessionId: string
  /** 2026-04-13 */
  fromDate: string
  toDate: string
  /** 09:00 */
  fromTime: string
  toTime: string
  place: string
  position: { latitude: number; longitude: number } | null
  reason: string
}

/** A Shanghai wall clock as a moment, in ms. */
export function momentOf(date: string, time: string): number {
  const [year, month, day] = date.split('-').map(Number)
  const [hour, minute] = time.split(':').map(Number)
  return Date.UTC(year!, month! - 1, day!, hour!, minute!) - 8 * 3_600_000
}

/** @param now the cloud's time, in ms */
export function changeOf(filled: Filled, now: number): { change: Change } | { problem: string } {
  const { eventId, kind, routeId, pointId, sessionId, reason } = filled
  const [from, to] = [momentOf(filled.fromDate, filled.fromTime), momentOf(filled.toDate, filled.toTime)]
  if (!reason.trim()) return { problem: '写一句原因，大家都会看到，比如：下雨' }
  const why = { eventId, reason: reason.trim() }
  switch (kind) {
    case '停办':
      // A moment that is over would refuse honest scans made since.
      if (from < now - 60_000) return { problem: '停办只能从现在或以后算起' }
      return { change: { ...why, kind, from, ...(pointId ? { pointId } : routeId ? { routeId } : {}) } }
    case '改期': {
      if (!routeId) return { problem: '请选一条路线' }
      const [opensAt, last] = [filled.fromDate, filled.toDate].map((date) =>
        startOfShanghaiDay(momentOf(date, '12:00')),
      ) as [number, number]
      if (last < opensAt) return { problem: '结束要在开始以后' }
      return { change: { ...why, kind, routeId, opensAt, closesAt: startOfShanghaiDay(last, 1) } }
    }
    case '换点':
      if (!pointId) return { problem: '请选一个点位' }
      if (!filled.place.trim()) return { problem: '写上新地址' }
      return { change: { ...why, kind, pointId, place: filled.place.trim(), position: filled.position } }
    case '场次':
      if (!pointId || !sessionId) return { problem: '请选是哪一场' }
      if (to <= from) return { problem: '结束要在开始以后' }
      return { change: { ...why, kind, pointId, sessionId, startsAt: from, endsAt: to } }
  }
}
