/**
 * Ticks tell phones that something changed, never what. A phone watches its tick and then asks a function, which checks
 * who may read. Written after the change itself, so that whoever is woken finds it.
 */
import { command, db } from './cloud'
import { inboxIdOf } from '../../miniprogram/domain/people'

export interface Tick {
  _id: string
  conversationId: string
  n: number
}

/** Who may watch a tick. With `identities` the only place with openids, since rules know no persons. */
export interface Audience {
  _id: string
  openids: string[]
}

/** One request. Writing the same number twice changes nothing; a late writer never takes a newer number back. */
export async function tickConversation(conversationId: string, n: number): Promise<void> {
  await db
    .collection('ticks')
    .where({ _id: conversationId })
    .update({ n: command.max(n) })
}

/**
 * One request for any number of people: their inboxes have something new. An increment, since here every call must wake
 * them: a wake-up too many is harmless, one too few leaves an official asleep.
 */
export async function tickInboxes(personIds: string[]): Promise<void> {
  if (personIds.length === 0) return
  const ids = [...new Set(personIds)].map(inboxIdOf)
  await db
    .collection('ticks')
    .where({ _id: command.in(ids) })
    .update({ n: command.inc(1) })
}
