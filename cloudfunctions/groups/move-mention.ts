import * as v from 'valibot'
import type { Groups } from '../../miniprogram/domain/contract/groups'
import { mayMove, type MoveName } from '../../miniprogram/domain/obligations'
import { can } from '../../miniprogram/domain/permissions'
import { id, moveId } from '../_kit/inputs'
import { moveObligation } from '../_kit/obligations/move'
import { findObligation } from '../_kit/obligations/store'
import { Refusal } from '../_kit/refusal'
import type { ActionSpec } from '../_kit/serve'
import { tickConversation, tickInboxes } from '../_kit/ticks'
import { markChanged } from './messages'
import { presentMention } from './present-mention'
import { membershipOf } from './store'

const input = v.strictObject({ obligationId: id, moveId })

/** The message is in front of the one who owes the answer. Having done more than look at it already is no mistake. */
export const seeMention = moving<'seeMention'>('see', { quietWhenBeyond: true })

/** 收到: apart from having seen it, and apart from the answer. */
export const acknowledgeMention = moving<'acknowledgeMention'>('acknowledge', { quietWhenBeyond: false })

/**
 * Eight database requests for a move; the message is marked changed so that the asker sees it by itself. A look at what
 * was held or reported is nobody's business but the reviewer's: there nothing is marked.
 */
function moving<Name extends 'seeMention' | 'acknowledgeMention'>(
  move: MoveName,
  { quietWhenBeyond }: { quietWhenBeyond: boolean },
): ActionSpec<Groups[Name]> {
  return {
    who: 'person',
    input,
    async run({ actor, input: call, now }) {
      const loaded = await findObligation(call.obligationId)
      // The same answer for "not there" and "not yours": an id must not be probed.
      if (!loaded || !can('obligations.move', { personId: actor.personId, ownerId: loaded.ownerId }))
        throw new Refusal('NOT_ALLOWED')
      const { conversationId, messageId } = loaded.source
      const reader = { ...(await membershipOf(conversationId, actor.personId)), now }
      const repeated = loaded.history.some((entry) => entry.moveId === call.moveId)
      if (quietWhenBeyond && !repeated && !mayMove(loaded.state, move))
        return { mention: presentMention(loaded, reader) }
      const by = { move, moveId: call.moveId, by: actor.personId, now }
      const { obligation } = await moveObligation(loaded, by)
      // Told again on a repeat too: the first call may have died before it told anyone.
      if (loaded.source.about === 'mention')
        await tickConversation(conversationId, await markChanged(conversationId, messageId))
      await tickInboxes([actor.personId])
      return { mention: presentMention(obligation, reader) }
    },
  }
}
