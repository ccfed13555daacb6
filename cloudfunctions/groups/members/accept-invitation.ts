import * as v from 'valibot'
import type { Groups } from '../../../miniprogram/domain/contract/groups'
import type { RosterWords } from '../../../miniprogram/domain/roster'
import { checkText } from '../../_kit/content-check'
import { id } from '../../_kit/inputs'
import { find } from '../../_kit/once'
import { Refusal } from '../../_kit/refusal'
import type { ActionSpec } from '../../_kit/serve'
import { inTransaction, onlyDocument, type Transaction } from '../../_kit/transaction'
import { tickInboxes } from '../../_kit/ticks'
import { findConversation, membershipId, type MemberDocument } from '../store'
import { admit } from './admit'
import { claimRow } from './claim'
import { invitationByCode, stateOf, type InvitationDocument } from './invitations'
import { askToJoin } from './join-requests'
import { openRowsOf } from './roster-rows'

const REFUSALS = {
  expired: 'INVITATION_EXPIRED',
  usedUp: 'INVITATION_USED_UP',
  withdrawn: 'INVITATION_WITHDRAWN',
} as const

/**
 * In the roster: he gets his own row. Else the invitation decides: in at once, or 群主 is asked; 群主 is asked too about
 * someone removed before and about a name that the content check is unsure of. A place is taken in the same transaction
 * that uses it, so there are never more in than places, at the same instant too. 18 database requests to come in, 11 to ask.
 */
export const acceptInvitation: ActionSpec<Groups['acceptInvitation']> = {
  who: 'person',
  input: v.strictObject({
    code: id,
    name: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(20)),
    organisation: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(40)),
  }),
  async run({ actor, input, now }) {
    const { personId } = actor
    const invitation = await invitationByCode(input.code)
    const { conversationId, role, atOnce } = invitation
    const [conversation, member] = await Promise.all([
      findConversation(conversationId),
      find<MemberDocument>('members', membershipId(conversationId, personId)),
    ])
    if (!conversation) throw new Refusal('NOT_FOUND')
    if (member?.state === 'active') return { conversationId, standing: 'joined' }
    if (!actor.phoneDigest) throw new Refusal('PHONE_NEEDED')
    const rows = await openRowsOf(actor.phoneDigest)
    const own = rows.find((row) => row.conversationId === conversationId)
    if (own && (await claimRow(own, conversation, actor, now))) return { conversationId, standing: 'joined' }

    const use = usePlace(invitation._id, personId, now)
    const verdict = await checkText(actor.openid, `${input.name} ${input.organisation}`)
    const moveId = `accept.${invitation._id}.${personId}`
    if (atOnce && member?.state !== 'removed' && verdict === 'pass') {
      const words: RosterWords = {
        name: input.name,
        role,
        organisation: input.organisation,
        unitId: null,
        helpsWith: '',
        channel: '',
      }
      const admission = { conversation, personId, words, moveId, by: personId, now }
      const admitted = await admit({ ...admission, move: 'accept', evenIfRemoved: false }, use)
      if (admitted === 'in') return { conversationId, standing: 'joined' }
    } else await inTransaction(use)
    await askToJoin({
      conversation,
      personId,
      name: input.name,
      organisation: input.organisation,
      role,
      moveId,
      now,
    })
    await tickInboxes([conversation.headId])
    return { conversationId, standing: 'asked' }
  },
}

/** Takes a place of an invitation, once for a person. @throws Refusal when it lets nobody in any more */
function usePlace(invitationId: string, personId: string, now: number) {
  return async (transaction: Transaction): Promise<boolean> => {
    const invitations = transaction.collection('invitations').doc(invitationId)
    const current = onlyDocument<InvitationDocument>(await invitations.get())
    if (!current) throw new Refusal('NOT_FOUND')
    const state = stateOf(current, now)
    // His own place stays his, but a withdrawn or expired invitation lets in nobody at all.
    const his = current.usedBy.includes(personId)
    if (state !== 'open' && !(his && state === 'usedUp')) throw new Refusal(REFUSALS[state])
    if (!his) await invitations.update({ usedBy: [...current.usedBy, personId] })
    return true
  }
}
