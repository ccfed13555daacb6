/** The groups area's own collections: conversations and members. Messages have their own file. */
import type { LadderSettings } from '../../miniprogram/domain/ladder'
import { can, type Circumstances, type Permission } from '../../miniprogram/domain/permissions'
import { now } from '../_kit/clock'
import { command, db } from '../_kit/cloud'
import { find } from '../_kit/once'
import { Refusal } from '../_kit/refusal'
import type { MessageDocument } from './messages'
import type { LadderMove } from './obligations/ladder-history'

export interface ConversationDocument {
  _id: string
  kind: 'group' | 'private'
  name: string
  /** A group belongs to a unit of the district's tree. */
  unitId: string
  /** 群主: the last resort for every @ in this group. */
  headId: string
  memberCount: number
  /** The last change number handed out. Taken outside transactions by one atomic increment. */
  n: number
  /** The newest message, once one was written. */
  lastMessageId?: string
  answerWithinMinutes: number
  /** What this group decided otherwise than LADDER. */
  ladder?: Partial<LadderSettings>
  /** Each such decision, with its time: an @ is judged by what counted when it was asked. */
  ladderHistory?: LadderMove[]
  /** Askers are shown 已看到; not unless the group decided so. */
  showSeen?: boolean
  /** How often a month a firm may be pushed what it did not ask for; the district's number when missing. */
  disturbancesPerMonth?: number
  /** The last pinning or unpinning: what stands above the group. Missing before the first. */
  pinned?: { messageId: string | null; moveId: string; by: string; at: Date }
  createdAt: Date
}

export interface MemberDocument {
  _id: string
  conversationId: string
  personId: string
  name: string
  role: string
  organisation: string
  /** The unit whose business he answers for, so that an @ of him is counted there. */
  unitId: string | null
  /** When he left, or went to another unit: what he owes about cases is passed on. Missing before. */
  seatChangedAt?: Date
  /** Roles in the order of the roster, then names: lists are read by this key. */
  sortKey: string
  state: 'active' | 'removed'
  /** How far he has read, as a change number. */
  readN: number
  joinedAt: Date
  /** Of a private chat only: how the other is called, and which of the two takes no messages of the other. */
  private?: {
    with: string
    withId: string
    /** By the other: what counts when this one sends. */
    blocked: boolean
    /** This one has blocked the other: the same fact, for showing; missing before the first time. */
    blocking?: boolean
  }
  /** Of a group only: what he can help with, and his 视频号. */
  helpsWith?: string
  channel?: string
  /** Lets everyone in the group see his phone number. */
  phoneShared?: boolean
  /** Name and firm in pinyin and by initials: see members/search-key.ts. */
  searchKey?: string
  /** `detail` such as the role before and after. */
  history: { moveId: string; move: string; by: string; at: Date; detail?: string }[]
}

/** A person is in a conversation once: the membership's id says so. */
export function membershipId(conversationId: string, personId: string): string {
  return `${conversationId}.${personId}`
}

export function findConversation(conversationId: string): Promise<ConversationDocument | null> {
  return find<ConversationDocument>('conversations', conversationId)
}

/**
 * The caller's own membership, checked. One request.
 * @throws Refusal NOT_MEMBER
 */
export async function membershipOf(
  conversationId: string,
  personId: string,
  permission: Permission = 'groups.read',
  facts: Pick<Circumstances, 'senderId' | 'ownerId' | 'askerId'> = {},
): Promise<MemberDocument> {
  const member = await find<MemberDocument>('members', membershipId(conversationId, personId))
  return checked(member, personId, permission, facts)
}

function checked<Member extends MemberDocument>(
  member: Member | null,
  personId: string,
  permission: Permission,
  facts: Pick<Circumstances, 'senderId' | 'ownerId' | 'askerId'> = {},
): Member {
  if (!member || !can('groups.read', { personId, member })) throw new Refusal('NOT_MEMBER')
  if (!can(permission, { personId, member, ...facts })) throw new Refusal('NOT_ALLOWED')
  return member
}

/** A membership with its conversation, and the message that is pinned there. */
export interface Seat extends MemberDocument {
  conversation: ConversationDocument
  pinned: MessageDocument | null
}

/**
 * The caller's own membership, checked, and where it is one. Joined in the database, by `_id` only: one request.
 * @throws Refusal NOT_MEMBER
 */
export async function seatOf(
  conversationId: string,
  personId: string,
  permission: Permission = 'groups.read',
): Promise<Seat> {
  const { data } = await db
    .collection('members')
    .aggregate()
    .match({ _id: membershipId(conversationId, personId) })
    .lookup({ from: 'conversations', localField: 'conversationId', foreignField: '_id', as: 'conversations' })
    .lookup({
      from: 'messages',
      localField: 'conversations.pinned.messageId',
      foreignField: '_id',
      as: 'pinnedMessages',
    })
    .end()
  const [joined] = data as (MemberDocument & {
    conversations: ConversationDocument[]
    pinnedMessages: MessageDocument[]
  })[]
  const seat = checked(joined ?? null, personId, permission)
  const [conversation] = seat.conversations
  if (!conversation) throw new Refusal('NOT_FOUND')
  return { ...seat, conversation, pinned: seat.pinnedMessages[0] ?? null }
}

/** The memberships of a few persons in one conversation, in one request. */
export async function membershipsOf(conversationId: string, personIds: string[]): Promise<MemberDocument[]> {
  const ids = personIds.map((personId) => membershipId(conversationId, personId))
  const { data } = await db
    .collection('members')
    .where({ _id: command.in(ids) })
    .limit(ids.length)
    .get()
  return data as MemberDocument[]
}

/** Counted anew from the members, so that it is right however often and however late it is done. Two requests. */
export async function recountMembers(conversationId: string): Promise<void> {
  const { total } = await db.collection('members').where({ conversationId, state: 'active' }).count()
  await db.collection('conversations').where({ _id: conversationId }).update({ memberCount: total })
}

export interface TakenNumber {
  n: number
  /**
   * Read after the number was taken, so never earlier than it: readers judge by it how old a hole before it is, and
   * must never think a hole older than it is.
   */
  takenAt: Date
  conversation: ConversationDocument
}

/**
 * Takes the next change number of a conversation, by one atomic increment. A number taken and not used is a hole, which
 * readers skip after ten seconds: nothing slow may stand between taking it and writing what it marks.
 * @param messageId the new message it is taken for; lists of conversations show that one
 */
export async function takeNumber(conversationId: string, messageId?: string): Promise<TakenNumber> {
  const { doc } = await db
    .collection('conversations')
    .where({ _id: conversationId })
    .updateAndReturn({ n: command.inc(1), ...(messageId ? { lastMessageId: messageId } : {}) })
  if (!doc) throw new Refusal('NOT_FOUND')
  const conversation = doc as ConversationDocument
  return { n: conversation.n, takenAt: new Date(now()), conversation }
}
