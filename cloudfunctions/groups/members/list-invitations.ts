import * as v from 'valibot'
import type { Groups } from '../../../miniprogram/domain/contract/groups'
import { db } from '../../_kit/cloud'
import { id } from '../../_kit/inputs'
import type { ActionSpec } from '../../_kit/serve'
import { membershipOf } from '../store'
import { presentInvitation, type InvitationDocument } from './invitations'

/** Three database requests. */
export const listInvitations: ActionSpec<Groups['listInvitations']> = {
  who: 'person',
  input: v.strictObject({ conversationId: id }),
  async run({ actor, input, now }) {
    await membershipOf(input.conversationId, actor.personId, 'groups.invite')
    const { data } = await db
      .collection('invitations')
      .where({ conversationId: input.conversationId })
      .orderBy('createdAt', 'desc')
      .limit(50)
      .get()
    return { invitations: (data as InvitationDocument[]).map((each) => presentInvitation(each, now)) }
  },
}
