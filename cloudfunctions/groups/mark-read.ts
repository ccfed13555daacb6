import * as v from 'valibot'
import type { Groups } from '../../miniprogram/domain/contract/groups'
import { command, db } from '../_kit/cloud'
import { id, number } from '../_kit/inputs'
import type { ActionSpec } from '../_kit/serve'
import { membershipId, membershipOf } from './store'

/** Two requests besides who. `max` makes a late or repeated call harmless. */
export const markRead: ActionSpec<Groups['markRead']> = {
  who: 'person',
  input: v.strictObject({
    conversationId: id,
    n: number,
  }),
  async run({ actor, input }) {
    const member = await membershipOf(input.conversationId, actor.personId)
    if (input.n <= member.readN) return { readN: member.readN }
    const id = membershipId(input.conversationId, actor.personId)
    await db
      .collection('members')
      .where({ _id: id })
      .update({ readN: command.max(input.n) })
    return { readN: input.n }
  },
}
