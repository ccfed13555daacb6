import * as v from 'valibot'
import type { Groups } from '../../miniprogram/domain/contract/groups'
import { settle } from '../../miniprogram/domain/changes'
import { Refusal } from '../_kit/refusal'
import type { ActionSpec } from '../_kit/serve'
import { messagesBefore } from './messages'
import { presentMessages } from './present'
import { findConversation, membershipOf } from './store'

const PAGE = 30

/** The conversation and its newest page. Four database requests, five when a message asks somebody. */
export const openConversation: ActionSpec<Groups['openConversation']> = {
  who: 'person',
  input: v.strictObject({ conversationId: v.pipe(v.string(), v.maxLength(64)) }),
  async run({ actor, input, now }) {
    const { conversationId } = input
    const member = await membershipOf(conversationId, actor.personId)
    // The conversation first: a message written between the two readings is then found again by readChanges.
    const conversation = await findConversation(conversationId)
    if (!conversation) throw new Refusal('NOT_FOUND')
    const messages = await messagesBefore(conversationId, Number.MAX_SAFE_INTEGER, PAGE)
    return {
      conversation: {
        conversationId,
        kind: conversation.kind,
        name: conversation.name,
        memberCount: conversation.memberCount,
        n: conversation.n,
        readN: member.readN,
        me: { personId: actor.personId, role: member.role },
      },
      messages: await presentMessages(messages, member),
      ...startingCursor(messages, conversation.n, now),
      earlier: messages.length === PAGE,
    }
  },
}

/**
 * Where the reader's questions begin. Everything below the page's oldest change has arrived long ago or is a hole that
 * settled; within the page the ordinary rule decides.
 */
function startingCursor(messages: { n: number; changedAt: Date }[], n: number, now: number) {
  if (messages.length === 0) return { cursor: 0, waiting: n > 0 }
  const changes = messages
    .map((message) => ({ n: message.n, changedAt: message.changedAt.getTime() }))
    .sort((one, other) => one.n - other.n)
  return settle(changes[0]!.n - 1, changes, now)
}
