import * as v from 'valibot'
import type { Groups } from '../../../miniprogram/domain/contract/groups'
import { command, db } from '../../_kit/cloud'
import { id, moveId } from '../../_kit/inputs'
import type { ActionSpec } from '../../_kit/serve'
import { membershipOf, type MemberDocument } from '../store'
import { presentCard } from './card'
import { requireFineWords } from './checked-words'

/**
 * What a member says of himself. Words that are not plainly fine are not saved and he is told: a card has no one who
 * would review it later. Four database requests.
 */
export const editCard: ActionSpec<Groups['editCard']> = {
  who: 'person',
  input: v.strictObject({
    conversationId: id,
    helpsWith: v.pipe(v.string(), v.trim(), v.maxLength(100)),
    channel: v.pipe(v.string(), v.trim(), v.maxLength(40)),
    phoneShared: v.boolean(),
    moveId,
  }),
  async run({ actor, input, now }) {
    const { conversationId, moveId: move, ...said } = input
    const member = await membershipOf(conversationId, actor.personId, 'groups.editCard')
    const words = `${said.helpsWith} ${said.channel}`.trim()
    if (words !== '' && words !== `${member.helpsWith ?? ''} ${member.channel ?? ''}`.trim())
      await requireFineWords(actor.openid, words)
    const entry = { moveId: move, move: 'editCard', by: actor.personId, at: new Date(now) }
    await db
      .collection('members')
      .where({ _id: member._id, state: 'active', 'history.moveId': command.neq(move) })
      .update({ ...said, history: command.push(entry) })
    const after: MemberDocument = { ...member, ...said }
    return { card: await presentCard(after, after) }
  },
}
