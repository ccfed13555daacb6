import * as v from 'valibot'
import type { Groups } from '../../miniprogram/domain/contract/groups'
import { HOLE_SETTLES_MS, settle } from '../../miniprogram/domain/changes'
import { id } from '../_kit/inputs'
import { noteSeen } from '../_kit/reach'
import type { ActionSpec } from '../_kit/serve'
import { messagesBefore } from './messages'
import { presentMessages, presentPinned } from './present'
import { readerIn } from './present-mention'
import { seatOf } from './store'

const PAGE = 30

/** The conversation and its newest page. Three database requests; one more in two minutes, that he is here. */
export const openConversation: ActionSpec<Groups['openConversation']> = {
  who: 'person',
  input: v.strictObject({ conversationId: id }),
  async run({ actor, input, now }) {
    const { conversationId } = input
    // The conversation first: a message written between the two readings is then found again by readChanges.
    const seat = await seatOf(conversationId, actor.personId)
    const { conversation } = seat
    const [messages] = await Promise.all([
      messagesBefore(conversationId, Number.MAX_SAFE_INTEGER, actor.personId, PAGE),
      noteSeen(actor, now),
    ])
    return {
      conversation: {
        conversationId,
        kind: conversation.kind,
        name: seat.private?.with ?? conversation.name,
        memberCount: conversation.memberCount,
        n: conversation.n,
        readN: seat.readN,
        me: { personId: actor.personId, role: seat.role },
        blocked: seat.private?.blocked ?? false,
        blocking: seat.private?.blocking ?? false,
      },
      messages: presentMessages(messages, readerIn(seat, now)),
      pinned: presentPinned(seat.pinned),
      ...startingCursor(messages, now),
      earlier: messages.length === PAGE,
      now,
    }
  },
}

/**
 * Where the reader's questions begin. A page that is not full is the whole conversation, so the ordinary rule decides
 * from the start. Of a full page, the oldest change tells: when it has settled, so has everything before it; while it is
 * young, a number before it may still be on its way, and the reader asks for the changes before it too.
 */
function startingCursor(messages: { n: number; changedAt: Date }[], now: number) {
  const changes = messages
    .map((message) => ({ n: message.n, changedAt: message.changedAt.getTime() }))
    .sort((one, other) => one.n - other.n)
  const oldest = changes[0]
  if (!oldest || changes.length < PAGE) return settle(0, changes, now)
  if (now - oldest.changedAt > HOLE_SETTLES_MS) return settle(oldest.n - 1, changes, now)
  return { cursor: Math.max(0, oldest.n - 1 - PAGE), waiting: true }
}
