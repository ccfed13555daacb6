/**
 * Totals of the events that are on, by the timer: a check-in counts nothing. The board remembers until when it has
 * counted, and moves on by a conditional update, so that two timers at once count nothing twice. Stamps are counted by
 * when the cloud took them, a little late: a call that is still running has taken its time but not written yet.
 */
import { command, db } from '../../_kit/cloud'
import { addOnce } from '../../_kit/once'
import type { EventDocument, StampDocument } from '../store'

export interface BoardDocument {
  /** The event's id. */
  _id: string
  countedTo: Date
  stamps: number
  points: Record<string, { count: number; lastAt: Date }>
}

/** Longer than any function runs. */
const BEHIND_MS = 30_000
/** So many scans of one sheet within one counting are for a person to look at. */
export const BURST = 40

/** Four database requests for each event that is on, and one for each burst. */
export async function countStamps(now: number): Promise<number> {
  const { data } = await db.collection('events').where({ state: 'on' }).limit(20).get()
  let counted = 0
  for (const event of data as EventDocument[]) counted += await countEvent(event._id, now)
  return counted
}

interface Line {
  _id: { pointId: string; sheetId: string | null }
  count: number
  lastAt: Date
  lastId: string
}

async function countEvent(eventId: string, now: number): Promise<number> {
  const fresh: BoardDocument = { _id: eventId, countedTo: new Date(0), stamps: 0, points: {} }
  const { document: board } = await boardOf(eventId, fresh)
  const countedTo = new Date(now - BEHIND_MS)
  if (countedTo <= board.countedTo) return 0
  const $ = command.aggregate
  const { data } = await db
    .collection('stamps')
    .aggregate()
    .match({ eventId, receivedAt: command.and(command.gt(board.countedTo), command.lte(countedTo)) })
    .group({
      _id: { pointId: '$pointId', sheetId: '$sheetId' },
      count: $.sum(1),
      lastAt: $.max('$receivedAt'),
      lastId: $.last('$_id'),
    })
    .limit(1000)
    .end()
  const lines = data as Line[]
  const points = { ...board.points }
  for (const { _id, count, lastAt } of lines) {
    const before = points[_id.pointId]
    const latest = before && before.lastAt > lastAt ? before.lastAt : lastAt
    points[_id.pointId] = { count: (before?.count ?? 0) + count, lastAt: latest }
  }
  const added = lines.reduce((sum, { count }) => sum + count, 0)
  await db
    .collection('boards')
    .where({ _id: eventId, countedTo: board.countedTo })
    .update({ countedTo, stamps: board.stamps + added, points: command.set(points) })
  const minutes = Math.max(1, (countedTo.getTime() - board.countedTo.getTime()) / 60_000)
  const burst = lines.filter(({ _id, count }) => _id.sheetId && count >= BURST * minutes)
  for (const { count, lastId } of burst) await flagBurst(lastId, count)
  return added
}

async function boardOf(eventId: string, fresh: BoardDocument) {
  const { data } = await db.collection('boards').where({ _id: eventId }).limit(1).get()
  if (data[0]) return { document: data[0] as BoardDocument }
  return addOnce<BoardDocument>('boards', fresh)
}

/** The last stamp of a burst stands for all of it. */
async function flagBurst(stampId: string, count: number): Promise<void> {
  const flag: NonNullable<StampDocument['flags']>[number] = {
    kind: 'burst',
    detail: `同一张码一会儿盖了 ${count} 次`,
  }
  await db
    .collection('stamps')
    .where({ _id: stampId, 'flags.kind': command.neq('burst') })
    .update({ flagged: true, flags: command.push([flag]) })
}
