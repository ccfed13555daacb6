/** Another owner for an open obligation. It stays in its state: nothing was answered by changing hands. */
import { noticeFor } from '../../../miniprogram/domain/climb'
import { command, db } from '../cloud'
import type { Obligation } from './store'

interface HandOver {
  to: { personId: string; name: string }
  moveId: string
  by: string
  now: number
}

/** The open obligations of a person in one conversation, at most 50 at a time. Index (ownerId, open, source.conversationId). */
export async function openObligationsIn(conversationId: string, ownerId: string): Promise<Obligation[]> {
  const { data } = await db
    .collection('obligations')
    .where({ ownerId, open: true, 'source.conversationId': conversationId })
    .limit(50)
    .get()
  return data as Obligation[]
}

/**
 * A conditional update on (id, owner, state, rung): of two who move at the same instant one wins. One request.
 * @returns false when it was no longer his, or no longer open
 */
export async function handOver(obligation: Obligation, { to, moveId, by, now }: HandOver): Promise<boolean> {
  const { _id, ownerId, state, rung, round } = obligation
  // The one before is called no more; the rung is part of the condition, since a rung taken meanwhile called another.
  const calledIds = [...new Set([...obligation.calledIds.filter((id) => id !== ownerId), to.personId])]
  const entry = { moveId, move: 'handOver', from: state, to: state, by, at: new Date(now) }
  const at = new Date(now)
  const first = { id: moveId, why: 'handOver' as const, round, rung, dueAt: now, now }
  const notice = noticeFor({ ...to, reachable: true }, first)
  // The timer tells him, unless it waits for the morning.
  const told = { rungAt: at, nextAt: at }
  const { updated } = await db
    .collection('obligations')
    .where({ _id, ownerId, state, rung })
    .update({
      ownerId: to.personId,
      ownerName: to.name,
      calledIds,
      ...(rung < 0 ? {} : { ...told, notices: command.push([notice]) }),
      history: command.push([entry]),
    })
  return updated === 1
}
