import * as v from 'valibot'
import type { Groups } from '../../../miniprogram/domain/contract/groups'
import { db } from '../../_kit/cloud'
import { id } from '../../_kit/inputs'
import type { ActionSpec } from '../../_kit/serve'
import { membershipOf, type MemberDocument } from '../store'

/** Three database requests. */
export const listRemoved: ActionSpec<Groups['listRemoved']> = {
  who: 'person',
  input: v.strictObject({ conversationId: id }),
  async run({ actor, input }) {
    const { conversationId } = input
    await membershipOf(conversationId, actor.personId, 'groups.readHistory')
    const { data } = await db
      .collection('members')
      .where({ conversationId, state: 'removed' })
      .orderBy('sortKey', 'asc')
      .limit(100)
      .get()
    return {
      members: (data as MemberDocument[]).map(({ personId, name, organisation }) => ({
        personId,
        name,
        organisation,
      })),
    }
  },
}
