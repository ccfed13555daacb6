import * as v from 'valibot'
import type { Groups } from '../../../miniprogram/domain/contract/groups'
import { command, db } from '../../_kit/cloud'
import { id, moveId } from '../../_kit/inputs'
import type { ActionSpec } from '../../_kit/serve'
import { groupToKeep } from './roster-keeper'

/** Four database requests. Whoever claimed the row stays a member: ending that is a move of its own. */
export const dropRow: ActionSpec<Groups['dropRow']> = {
  who: 'person',
  input: v.strictObject({ conversationId: id, rowId: id, moveId }),
  async run({ actor, input, now }) {
    await groupToKeep(input.conversationId, actor)
    const entry = { moveId: input.moveId, move: 'drop', by: actor.personId, at: new Date(now) }
    await db
      .collection('rosterRows')
      .where({
        _id: input.rowId,
        conversationId: input.conversationId,
        state: command.in(['open', 'claimed']),
      })
      .update({ state: 'dropped', history: command.push(entry) })
    return { dropped: true }
  },
}
