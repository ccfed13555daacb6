/** Opening what a message asks, or joining it to what is open already. Done again, it finds its own work. */
import { isOpen, type Obligation } from '../../miniprogram/domain/obligations'
import { isGone } from '../../miniprogram/domain/messages'
import { command, db } from '../_kit/cloud'
import { obligationsOfMessage, openObligations } from '../_kit/obligations/store'
import { obligationOf, waitedFor, type Answering } from './asked-by-message'
import { groupedByPerson } from './due/standing'
import { tellWaiting } from './due/tell-waiting'
import type { MessageDocument } from './messages'
import type { Gathered } from './messages/gather'
import type { ConversationDocument } from './store'

export interface Asking extends Answering {
  conversation: ConversationDocument
  /** What the same asker waits for in this conversation. */
  waiting: Obligation[]
}

/**
 * One request for each person or unit asked that it does not ask already.
 * @param existing what its @ opened or joined before; of a message that was written this moment: nothing
 * @returns what its @ stands in, all of them
 */
export async function ask(
  message: MessageDocument,
  asking: Asking,
  existing: Obligation[] = [],
): Promise<Obligation[]> {
  return Promise.all(
    waitedFor(message).map(async (mention) => {
      const there = existing.find(({ asked }) => asked.id === mention.asked.id)
      if (there) return there
      const fresh = obligationOf(message, mention, asking.conversation, asking)
      const open = asking.waiting.find((each) => mayJoin(each, fresh))
      if (open && (await join(open, message._id)))
        return { ...open, messageIds: [...open.messageIds, message._id] }
      // It ended at this very moment; or another run has joined it already.
      const now = open ? await obligationsOfMessage(message._id) : []
      return now.find(({ asked }) => asked.id === mention.asked.id) ?? (await openObligations([fresh]))[0]!
    }),
  )
}

/**
 * A further @ to someone who owes the same asker an answer is part of it. Not of a promise, nor of one that sleeps until
 * the morning when this one does not: there nobody would be told for hours.
 */
export function mayJoin(open: Obligation, fresh: Obligation): boolean {
  if (open.asked.id !== fresh.asked.id || open.askerId !== fresh.askerId) return false
  if (!isOpen(open.state) || open.state === 'promised' || open.askEach !== fresh.askEach) return false
  // Handed on it is another's business: who is asked anew would hear nothing of it.
  const { kind, id } = open.asked
  if (id !== (kind === 'person' ? open.ownerId : open.unitId)) return false
  return open.startsAt.getTime() <= fresh.startsAt.getTime()
}

/** @returns false when it has ended, was promised, or holds the message already */
async function join({ _id }: Obligation, messageId: string): Promise<boolean> {
  const { updated } = await db
    .collection('obligations')
    .where({ _id, open: true, promisedAt: null, messageIds: command.nin([messageId]) })
    .update({ messageIds: command.push([messageId]) })
  return updated === 1
}

/**
 * What a message that is being sent asks. A repeat looks first what it asked before; of one whose sender has left since,
 * or that is gone, nothing is opened: the timer finds what is missing.
 */
export async function askIn(
  message: MessageDocument,
  conversation: ConversationDocument,
  { asking }: Gathered,
  written: boolean,
): Promise<Obligation[]> {
  if (waitedFor(message).length === 0) return []
  const existing = written ? [] : await obligationsOfMessage(message._id)
  if (!asking || isGone(message.content)) return existing
  const { units, unitMembers, waiting } = asking
  return ask(message, { conversation, units, members: unitMembers, waiting }, existing)
}

/**
 * Tells those who owe the answer now, each at most once. Whoever's ways were not gathered, such as 群主 in place of a unit
 * without anybody, is told by the timer within the minute.
 */
export async function tellAsked(
  obligations: Obligation[],
  conversation: ConversationDocument,
  { members, asking }: Gathered,
  now: number,
): Promise<Obligation[]> {
  if (!asking) return obligations
  const identities = groupedByPerson(asking.identities)
  const around = {
    now,
    identities,
    conversations: new Map([[conversation._id, conversation]]),
    units: new Map(asking.units.map((unit) => [unit._id, unit])),
    members: new Map([...members, ...asking.unitMembers].map((member) => [member._id, member])),
  }
  return Promise.all(
    obligations.map((each) =>
      each.notices.some(({ outcome }) => outcome === 'waiting') && identities.has(each.ownerId)
        ? tellWaiting(each, around)
        : each,
    ),
  )
}
