import * as v from 'valibot'
import type { Groups } from '../../../miniprogram/domain/contract/groups'
import { can } from '../../../miniprogram/domain/permissions'
import type { Identity } from '../../_kit/actor'
import { command, db } from '../../_kit/cloud'
import { derivedId } from '../../_kit/ids'
import { id } from '../../_kit/inputs'
import { addOnce } from '../../_kit/once'
import { Refusal } from '../../_kit/refusal'
import type { ActionSpec } from '../../_kit/serve'
import type { Audience, Tick } from '../../_kit/ticks'
import { membershipId, type ConversationDocument, type MemberDocument } from '../store'

/**
 * Finds or makes the conversation of two persons. Its id follows from the two, so both may open it at the same instant;
 * every document is added once, so a call that died half-way is completed by the next. Two database requests, ten the
 * first time.
 */
export const openPrivate: ActionSpec<Groups['openPrivate']> = {
  who: 'person',
  input: v.strictObject({ via: id, personId: id }),
  async run({ actor, input, now }) {
    const conversationId = privateIdOf(actor.personId, input.personId)
    const ids = [actor.personId, input.personId].map((personId) => membershipId(input.via, personId))
    const own = membershipId(conversationId, actor.personId)
    const { data } = await db
      .collection('members')
      .where({ _id: command.in([...ids, own]) })
      .limit(3)
      .get()
    const found = data as MemberDocument[]
    const [me, other] = ids.map((each) => found.find((member) => member._id === each))
    if (!me || !can('groups.read', { personId: actor.personId, member: me })) throw new Refusal('NOT_MEMBER')
    // The same answer for oneself, for a stranger and for one who has left: nobody is probed by it.
    if (!other || me === other || !can('groups.read', { personId: input.personId, member: other }))
      throw new Refusal('NOT_FOUND')
    if (!actor.phoneDigest) throw new Refusal('PHONE_NEEDED')
    if (!found.some((member) => member._id === own)) await makePrivate(conversationId, me, other, now)
    return { conversationId, name: other.name }
  },
}

/** The same whoever opens it. */
export function privateIdOf(one: string, other: string): string {
  return derivedId('private', ...[one, other].sort())
}

async function makePrivate(
  conversationId: string,
  me: MemberDocument,
  other: MemberDocument,
  now: number,
): Promise<void> {
  const { data } = await db
    .collection('identities')
    .where({ personId: command.in([me.personId, other.personId]) })
    .limit(20)
    .get()
  const openids = (data as Identity[]).map((identity) => identity.openid)
  await Promise.all([
    addOnce<ConversationDocument>('conversations', {
      _id: conversationId,
      kind: 'private',
      name: '私聊',
      unitId: '',
      headId: '',
      memberCount: 2,
      n: 0,
      answerWithinMinutes: 0,
      createdAt: new Date(now),
    }),
    addOnce<Tick>('ticks', { _id: conversationId, conversationId, n: 0 }),
    addOnce<Audience>('audiences', { _id: conversationId, openids }),
    addOnce('members', partner(conversationId, other, me, now)),
  ])
  // The opener's own last: it is what the quick way looks for.
  await addOnce('members', partner(conversationId, me, other, now))
}

/** No role: nobody stands above the other in a private chat, and nobody can be asked by @. */
function partner(
  conversationId: string,
  person: MemberDocument,
  other: MemberDocument,
  now: number,
): MemberDocument {
  return {
    _id: membershipId(conversationId, person.personId),
    conversationId,
    personId: person.personId,
    name: person.name,
    role: '',
    organisation: person.organisation,
    unitId: null,
    sortKey: person.personId,
    state: 'active',
    readN: 0,
    joinedAt: new Date(now),
    history: [],
    private: { with: other.name, withId: other.personId, blocked: false },
  }
}
