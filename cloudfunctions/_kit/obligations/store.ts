/** The one collection of obligations, shared by every area through this engine. */
import type { AnyObligation, Obligation, ObligationState } from '../../../miniprogram/domain/obligations'
import { command, db } from '../cloud'
import { addOnce, find } from '../once'

export type { Obligation }

const COLLECTION = 'obligations'

/**
 * Opens obligations whose ids follow from their source: a repeat finds them and changes nothing.
 * @returns them as they stand
 */
export async function openObligations(obligations: Obligation[]): Promise<Obligation[]> {
  const opened = await Promise.all(obligations.map((obligation) => addOnce(COLLECTION, obligation)))
  return opened.map(({ document }) => document)
}

export function findObligation(id: string): Promise<Obligation | null> {
  return find<Obligation>(COLLECTION, id)
}

/** What stands in a person's inbox, the least time left first. One page by index (calledIds, open, dueAt). */
export async function openObligationsOf(personId: string, limit: number): Promise<AnyObligation[]> {
  const { data } = await db
    .collection(COLLECTION)
    .where({ calledIds: personId, open: true })
    .orderBy('dueAt', 'asc')
    .limit(limit)
    .get()
  return data as AnyObligation[]
}

/** How many a person has answered since a moment, in ms. Index (ownerId, state, endedAt). */
export async function countAnsweredSince(ownerId: string, since: number): Promise<number> {
  const { total } = await db
    .collection(COLLECTION)
    .where({ ownerId, state: 'answered' satisfies ObligationState, endedAt: command.gte(new Date(since)) })
    .count()
  return total ?? 0
}

/** All obligations the @ of one message opened or joined; index (messageIds). A message asks at most a handful. */
export function obligationsOfMessage(messageId: string): Promise<Obligation[]> {
  return obligationsOfMessages([messageId])
}

export async function obligationsOfMessages(messageIds: string[]): Promise<Obligation[]> {
  const { data } = await db
    .collection(COLLECTION)
    .where({ messageIds: command.in(messageIds), 'source.about': 'mention' })
    .limit(50)
    .get()
  return data as Obligation[]
}
