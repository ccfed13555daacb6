/** Who asked to come into a group and waits for 群主. */
import { command, db } from '../../_kit/cloud'
import { derivedId } from '../../_kit/ids'
import { addOnce } from '../../_kit/once'
import type { ConversationDocument, MemberDocument } from '../store'

export interface JoinRequest {
  /** Follows from group and person: he waits once, however often he asks. */
  _id: string
  conversationId: string
  conversationName: string
  personId: string
  name: string
  organisation: string
  /** What the invitation says he would be. */
  role: string
  state: 'open' | 'admitted' | 'refused'
  /** Why 群主 turned him down. */
  reason: string
  askedAt: Date
  history: MemberDocument['history']
}

export function joinRequestId(conversationId: string, personId: string): string {
  return derivedId('joinRequest', conversationId, personId)
}

/** What a person asked for and has not got. One request, by index (personId, state). */
export async function requestsOf(personId: string): Promise<JoinRequest[]> {
  const { data } = await db
    .collection('joinRequests')
    .where({ personId, state: command.in(['open', 'refused']) })
    .limit(20)
    .get()
  return data as JoinRequest[]
}

interface Asking {
  conversation: ConversationDocument
  personId: string
  name: string
  organisation: string
  role: string
  moveId: string
  now: number
}

/** One request, three when he asked before: what was decided then is open again. */
export async function askToJoin(asking: Asking): Promise<void> {
  const { conversation, personId, name, organisation, role, moveId, now } = asking
  const words = { name, organisation, role }
  const entry = { moveId, move: 'ask', by: personId, at: new Date(now) }
  const { document: request, added } = await addOnce<JoinRequest>('joinRequests', {
    _id: joinRequestId(conversation._id, personId),
    conversationId: conversation._id,
    conversationName: conversation.name,
    personId,
    ...words,
    state: 'open',
    reason: '',
    askedAt: new Date(now),
    history: [entry],
  })
  if (added || request.state === 'open') return
  await db
    .collection('joinRequests')
    .where({ _id: request._id, state: request.state })
    .update({ ...words, state: 'open', reason: '', askedAt: new Date(now), history: command.push(entry) })
}
