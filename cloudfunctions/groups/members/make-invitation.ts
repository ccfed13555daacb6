import * as v from 'valibot'
import type { Groups } from '../../../miniprogram/domain/contract/groups'
import { INVITATION_DAYS, INVITATION_USES_MAX, invitationEnd } from '../../../miniprogram/domain/invitations'
import { isGivenRole } from '../../../miniprogram/domain/roles'
import { draftedId, randomId } from '../../_kit/ids'
import { draftId, id } from '../../_kit/inputs'
import { addOnce } from '../../_kit/once'
import { Refusal } from '../../_kit/refusal'
import type { ActionSpec } from '../../_kit/serve'
import { membershipOf } from '../store'
import { presentInvitation, type InvitationDocument } from './invitations'

/** Three database requests. A repeat finds the first with its code: the code is the cloud's, so nobody can guess it. */
export const makeInvitation: ActionSpec<Groups['makeInvitation']> = {
  who: 'person',
  input: v.strictObject({
    conversationId: id,
    draftId,
    role: v.string(),
    days: v.picklist(INVITATION_DAYS),
    uses: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(INVITATION_USES_MAX)),
    atOnce: v.boolean(),
  }),
  async run({ actor, input, now }) {
    const { conversationId, role, days, uses, atOnce } = input
    await membershipOf(conversationId, actor.personId, 'groups.invite')
    if (!isGivenRole(role)) throw new Refusal('ROLE_UNKNOWN')
    const { document } = await addOnce<InvitationDocument>('invitations', {
      _id: draftedId(actor.personId, 'invitation', input.draftId),
      code: randomId(),
      conversationId,
      role,
      atOnce,
      expiresAt: new Date(invitationEnd(now, days)),
      usesMax: uses,
      usedBy: [],
      withdrawnAt: null,
      createdAt: new Date(now),
      history: [{ moveId: input.draftId, move: 'make', by: actor.personId, at: new Date(now) }],
    })
    return { invitation: presentInvitation(document, now) }
  },
}
