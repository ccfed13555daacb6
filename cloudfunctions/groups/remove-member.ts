import * as v from 'valibot'
import type { Groups } from '../../miniprogram/domain/contract/groups'
import { db } from '../_kit/cloud'
import type { Identity } from '../_kit/actor'
import { Refusal } from '../_kit/refusal'
import type { ActionSpec } from '../_kit/serve'
import type { Audience } from '../_kit/ticks'
import { inTransaction } from '../_kit/transaction'
import { membershipId, membershipOf, type MemberDocument } from './store'

/**
 * Membership and audience change in one transaction: a person must not lose one and keep the other. 群主 himself cannot
 * be removed, since he is the last resort of every @.
 */
export const removeMember: ActionSpec<Groups['removeMember']> = {
  who: 'person',
  input: v.strictObject({
    conversationId: v.pipe(v.string(), v.maxLength(64)),
    personId: v.pipe(v.string(), v.maxLength(64)),
    moveId: v.pipe(v.string(), v.minLength(8), v.maxLength(64)),
  }),
  async run({ actor, input: { conversationId, personId, moveId }, now }) {
    await membershipOf(conversationId, actor.personId, 'groups.removeMember')
    if (personId === actor.personId) throw new Refusal('NOT_ALLOWED')
    // A person may have entered through more than one openid; all of them leave the audience.
    const { data } = await db.collection('identities').where({ personId }).limit(20).get()
    const leaving = new Set((data as Identity[]).map((identity) => identity.openid))
    await inTransaction(async (transaction) => {
      const memberships = transaction.collection('members').doc(membershipId(conversationId, personId))
      const audiences = transaction.collection('audiences').doc(conversationId)
      const conversations = transaction.collection('conversations').doc(conversationId)
      const member = onlyDocument<MemberDocument>(await memberships.get())
      if (!member) throw new Refusal('NOT_FOUND')
      if (member.state === 'removed') return // A repeat, or someone was quicker: either way it is done.
      const audience = onlyDocument<Audience>(await audiences.get())
      const conversation = onlyDocument<{ memberCount: number }>(await conversations.get())
      const entry = { moveId, move: 'remove', by: actor.personId, at: new Date(now) }
      await memberships.update({ state: 'removed', history: [...member.history, entry] })
      await audiences.update({ openids: (audience?.openids ?? []).filter((openid) => !leaving.has(openid)) })
      await conversations.update({ memberCount: (conversation?.memberCount ?? 1) - 1 })
    })
    return { removed: true }
  },
}

/** Inside a transaction the SDK answers one document or null, outside a list. */
function onlyDocument<Document>(answer: { data: unknown }): Document | null {
  const { data } = answer
  return ((Array.isArray(data) ? data[0] : data) as Document | undefined) ?? null
}
