import * as v from 'valibot'
import type { Groups } from '../../../miniprogram/domain/contract/groups'
import { ladderOfGroup } from '../../../miniprogram/domain/ladder'
import { can } from '../../../miniprogram/domain/permissions'
import { id } from '../../_kit/inputs'
import { Refusal } from '../../_kit/refusal'
import type { ActionSpec } from '../../_kit/serve'
import { seatOf } from '../store'

/** Two database requests. A private chat has no ladder. */
export const openLadder: ActionSpec<Groups['openLadder']> = {
  who: 'person',
  input: v.strictObject({ conversationId: id }),
  async run({ actor, input }) {
    const { personId } = actor
    const seat = await seatOf(input.conversationId, personId)
    if (seat.private) throw new Refusal('NOT_ALLOWED')
    const { conversation } = seat
    return {
      ladder: ladderOfGroup(conversation),
      showSeen: conversation.showSeen ?? false,
      mayChange: can('mentions.setLadder', { personId, member: seat }),
    }
  },
}
