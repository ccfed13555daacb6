import * as v from 'valibot'
import type { Groups } from '../../miniprogram/domain/contract/groups'
import { HEAD_ROLE } from '../../miniprogram/domain/roles'
import { db } from '../_kit/cloud'
import type { Identity } from '../_kit/actor'
import { id, moveId } from '../_kit/inputs'
import { find } from '../_kit/once'
import { handOver, openObligationsIn } from '../_kit/obligations/hand-over'
import { Refusal } from '../_kit/refusal'
import type { ActionSpec } from '../_kit/serve'
import { tickConversation, tickInboxes, type Audience } from '../_kit/ticks'
import { inTransaction, onlyDocument } from '../_kit/transaction'
import { markChanged } from './messages'
import { findConversation, membershipId, membershipOf, recountMembers, type MemberDocument } from './store'

interface Removal {
  conversationId: string
  personId: string
  moveId: string
  by: string
  now: number
}

/**
 * Ends a membership. What the person still owes goes to 群主, so that every @ keeps an owner who can answer; 群主 himself
 * cannot be removed. Each step finds its own work when the call is repeated. Fifteen database requests when he owes
 * nothing.
 */
export const removeMember: ActionSpec<Groups['removeMember']> = {
  who: 'person',
  input: v.strictObject({ conversationId: id, personId: id, moveId }),
  async run({ actor, input, now }) {
    await membershipOf(input.conversationId, actor.personId, 'groups.removeMember')
    const conversation = await findConversation(input.conversationId)
    if (!conversation || input.personId === conversation.headId) throw new Refusal('NOT_ALLOWED')
    const removal = { ...input, by: actor.personId, now }
    if (await wasUndone(removal)) return { removed: true }
    // Before he leaves: killed between the two, it leaves a member who owes nothing, not an @ that nobody can answer
    // until its time is up. Afterwards again, for what he was asked meanwhile.
    await passOnObligations(removal, conversation.headId)
    if (await endMembership(removal)) {
      await recountMembers(input.conversationId)
      await passOnObligations(removal, conversation.headId)
    }
    return { removed: true }
  },
}

/** By admitting him again: what he owes since then is his. One request. @throws Refusal NOT_FOUND */
async function wasUndone({ conversationId, personId, moveId: move }: Removal): Promise<boolean> {
  const member = await find<MemberDocument>('members', membershipId(conversationId, personId))
  if (!member) throw new Refusal('NOT_FOUND')
  return member.state === 'active' && member.history.some((entry) => entry.moveId === move)
}

/**
 * Membership and audience in one transaction: a person must not lose one and keep the other.
 * @returns false when this very removal was undone since, by admitting him again
 */
async function endMembership({ conversationId, personId, moveId: move, by, now }: Removal): Promise<boolean> {
  // A person may have entered through more than one openid; all of them leave the audience.
  const { data } = await db.collection('identities').where({ personId }).limit(20).get()
  const leaving = new Set((data as Identity[]).map((identity) => identity.openid))
  return inTransaction(async (transaction) => {
    const memberships = transaction.collection('members').doc(membershipId(conversationId, personId))
    const audiences = transaction.collection('audiences').doc(conversationId)
    const member = onlyDocument<MemberDocument>(await memberships.get())
    if (!member) throw new Refusal('NOT_FOUND')
    if (member.state === 'removed') return true
    if (member.history.some((entry) => entry.moveId === move)) return false
    const audience = onlyDocument<Audience>(await audiences.get())
    const entry = { moveId: move, move: 'remove', by, at: new Date(now) }
    await memberships.update({
      state: 'removed',
      seatChangedAt: entry.at,
      history: [...member.history, entry],
    })
    await audiences.update({ openids: (audience?.openids ?? []).filter((openid) => !leaving.has(openid)) })
    return true
  })
}

/** What he owes in this conversation gets a new owner, one by one; a repeat finds what is left. */
async function passOnObligations(
  { conversationId, personId, moveId: move, by, now }: Removal,
  headId: string,
) {
  for (;;) {
    const obligations = await openObligationsIn(conversationId, personId)
    if (obligations.length === 0) return
    for (const obligation of obligations) {
      // False when he answered, or it was answered, at the same instant: the next page shows what is true then.
      const handed = await handOver(obligation, {
        to: { personId: headId, name: HEAD_ROLE },
        moveId: `${move}.${obligation._id}`,
        by,
        now,
      })
      if (!handed) continue
      const n = await markChanged(conversationId, obligation.source.messageId)
      await Promise.all([tickConversation(conversationId, n), tickInboxes([personId, headId])])
    }
  }
}
