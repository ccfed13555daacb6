import * as v from 'valibot'
import type { Groups } from '../../../miniprogram/domain/contract/groups'
import { mayMove } from '../../../miniprogram/domain/obligations'
import { can } from '../../../miniprogram/domain/permissions'
import { moveObligation } from '../../_kit/obligations/move'
import { findObligation } from '../../_kit/obligations/store'
import { Refusal } from '../../_kit/refusal'
import type { ActionSpec } from '../../_kit/serve'
import { tickConversation, tickInboxes } from '../../_kit/ticks'
import { markChanged } from '../messages'
import { presentMention } from '../present-mention'
import { membershipOf } from '../store'
import { entries } from './act'

/**
 * The message is in front of the one who owes the answer. Having done more than look at it already is no mistake. Eight
 * database requests, two more for each @ that joined, three when nothing changes. A look at what was held or reported is nobody's business but the
 * reviewer's: there nothing is marked.
 */
export const seeMention: ActionSpec<Groups['seeMention']> = {
  who: 'person',
  input: v.strictObject(entries),
  async run({ actor, input, now }) {
    const loaded = await findObligation(input.obligationId)
    // The same answer for "not there" and "not yours": an id must not be probed.
    if (!loaded || !can('obligations.move', { personId: actor.personId, ownerId: loaded.ownerId }))
      throw new Refusal('NOT_ALLOWED')
    const { conversationId, about } = loaded.source
    const reader = { ...(await membershipOf(conversationId, actor.personId)), now }
    const repeated = loaded.history.some((entry) => entry.moveId === input.moveId)
    if (!repeated && !mayMove(loaded.state, 'see')) return { mention: presentMention(loaded, reader) }
    const by = { move: 'see' as const, moveId: input.moveId, by: actor.personId, now }
    const { obligation } = await moveObligation(loaded, by)
    // Told again on a repeat too: the first call may have died before it told anyone.
    let n = 0
    if (about === 'mention')
      for (const messageId of obligation.messageIds) n = await markChanged(conversationId, messageId)
    if (n > 0) await tickConversation(conversationId, n)
    await tickInboxes([actor.personId])
    return { mention: presentMention(obligation, reader) }
  },
}
