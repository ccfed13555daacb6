/** @所有人: everybody reads it in the group; its push goes only to firms whose month is not full yet. */
import { DISTURBANCES_PER_MONTH, disturbancesId, isCounted } from '../../../miniprogram/domain/disturbances'
import { titleOf } from '../../../miniprogram/domain/mentions'
import { monthOf, sayMinute } from '../../../miniprogram/domain/times'
import type { Identity } from '../../_kit/actor'
import { command, db } from '../../_kit/cloud'
import { isDuplicate } from '../../_kit/duplicate'
import { sendPushes, thing, type Push } from '../../_kit/pushes'
import { Refusal } from '../../_kit/refusal'
import type { MessageDocument } from '../messages'
import { findConversation, type ConversationDocument, type MemberDocument } from '../store'

/** A group of more members cannot be announced to in one call. */
const MEMBERS_MAX = 1000

export interface Audience {
  /** Whom the push may reach. */
  members: MemberDocument[]
  /** Firms whose month is full. */
  leftInPeace: number
}

/**
 * Counts the announcement for every firm that has room this month, before anything is written. A repeat finds what it
 * counted. Six database requests, whatever the size of the group.
 * @throws Refusal DISTURBANCE_CAP when the month of every firm is full
 */
export async function countDisturbances(
  conversationId: string,
  messageId: string,
  senderId: string,
  now: number,
): Promise<Audience> {
  const [conversation, { data }] = await Promise.all([
    findConversation(conversationId),
    db.collection('members').where({ conversationId, state: 'active' }).limit(MEMBERS_MAX).get(),
  ])
  const max = conversation?.disturbancesPerMonth ?? DISTURBANCES_PER_MONTH
  const others = (data as MemberDocument[]).filter(({ personId }) => personId !== senderId)
  const firms = others.filter(({ role }) => isCounted(role))
  const counted = await claim(firms, messageId, max, now)
  if (firms.length > 0 && counted.size === 0) throw new Refusal('DISTURBANCE_CAP', { max })
  return {
    members: others.filter(({ role, personId }) => !isCounted(role) || counted.has(personId)),
    leftInPeace: firms.length - counted.size,
  }
}

/** @returns the firms for which this message is among those of the month */
async function claim(
  firms: MemberDocument[],
  messageId: string,
  max: number,
  now: number,
): Promise<Set<string>> {
  if (firms.length === 0 || max <= 0) return new Set()
  const disturbances = db.collection('disturbances')
  const ids = firms.map(({ personId }) => disturbancesId(personId, now))
  const { data: known } = await disturbances
    .where({ _id: command.in(ids) })
    .limit(ids.length)
    .get()
  const there = new Set((known as { _id: string }[]).map(({ _id }) => _id))
  const missing = firms.filter(({ personId }) => !there.has(disturbancesId(personId, now)))
  if (missing.length > 0)
    await addAll(
      missing.map(({ personId }) => ({
        _id: disturbancesId(personId, now),
        personId,
        month: monthOf(now),
        sources: [],
      })),
    )
  // The place before the last must be free: two announcements at the same instant cannot both take the last one.
  await disturbances
    .where({
      _id: command.in(ids),
      sources: command.nin([messageId]),
      [`sources.${max - 1}`]: command.exists(false),
    })
    .update({ sources: command.push([messageId]) })
  const { data: counted } = await disturbances
    .where({ _id: command.in(ids), sources: messageId })
    .limit(ids.length)
    .get()
  return new Set((counted as { personId: string }[]).map(({ personId }) => personId))
}

/** In one request; one by one when another announcement of this moment added some of them. */
async function addAll(documents: { _id: string }[]): Promise<void> {
  const collection = db.collection('disturbances')
  const unlessThere = (error: unknown) => {
    if (!isDuplicate(error)) throw error
  }
  try {
    await collection.add(documents)
  } catch (error) {
    unlessThere(error)
    await Promise.all(documents.map((document) => collection.add(document).catch(unlessThere)))
  }
}

/** Tells them by WeChat, each at most once. Who gave no consent is not reached; the message stands in the group anyway. */
export async function pushAnnouncement(
  message: MessageDocument,
  conversation: ConversationDocument,
  members: MemberDocument[],
): Promise<void> {
  const personIds = members.map(({ personId }) => personId)
  const { data } = await db
    .collection('identities')
    .where({ personId: command.in(personIds) })
    .limit(MEMBERS_MAX)
    .get()
  const at = message.createdAt.getTime()
  const pushes = (data as Identity[]).map(({ personId, openid }): Push => ({
    name: 'announcement',
    sourceId: message._id,
    personId,
    openid,
    page: `packages/groups/chat/chat?conversationId=${conversation._id}&messageId=${message._id}`,
    data: {
      thing1: thing(conversation.name),
      thing2: thing(titleOf(message.text)),
      time3: { value: sayMinute(at) },
    },
    now: at,
  }))
  await sendPushes(pushes)
}
