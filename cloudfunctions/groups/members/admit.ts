/** Coming into a conversation: membership and audience in one transaction, whichever way leads in. */
import { UNNAMED } from '../../../miniprogram/domain/people'
import { HEAD_ROLE, rosterKey } from '../../../miniprogram/domain/roles'
import type { RosterWords } from '../../../miniprogram/domain/roster'
import { db } from '../../_kit/cloud'
import type { Identity } from '../../_kit/actor'
import { tickInboxes, type Audience } from '../../_kit/ticks'
import { inTransaction, onlyDocument, type Transaction } from '../../_kit/transaction'
import { membershipId, recountMembers, type ConversationDocument, type MemberDocument } from '../store'
import { searchKeyOf } from './search-key'

export interface Admission {
  conversation: ConversationDocument
  personId: string
  words: RosterWords
  move: 'claim' | 'accept' | 'admit' | 'readmit'
  moveId: string
  by: string
  now: number
  /** Someone who was removed comes back by 群主's own hand only. */
  evenIfRemoved: boolean
}

/** in: he is a member now · removed: he was, and must not come back this way · no: `first` said so. */
export type Admitted = 'in' | 'removed' | 'no'

/**
 * Eleven requests when he comes in, and what `first` does. Repeating it changes nothing.
 * @param first looks at and changes what leads in (a row, an invitation, a request) in the same transaction; answers
 * false when it leads in no more. Run more than once when two meet.
 */
export async function admit(
  admission: Admission,
  first: (transaction: Transaction) => Promise<boolean>,
): Promise<Admitted> {
  const { conversation, personId, words } = admission
  const { data } = await db.collection('identities').where({ personId }).limit(20).get()
  const openids = (data as Identity[]).map((identity) => identity.openid)
  const searchKey = await searchKeyOf(words.name, words.organisation)
  const admitted = await inTransaction(async (transaction): Promise<Admitted> => {
    const memberships = transaction.collection('members').doc(membershipId(conversation._id, personId))
    const member = onlyDocument<MemberDocument>(await memberships.get())
    // Removed since this very admission: its repeat must not bring him back.
    const again = member?.history.some((entry) => entry.moveId === admission.moveId)
    if (member?.state === 'removed' && (again || !admission.evenIfRemoved)) return 'removed'
    if (!(await first(transaction))) return 'no'
    const audiences = transaction.collection('audiences').doc(conversation._id)
    const audience = onlyDocument<Audience>(await audiences.get())
    const next = memberAfter(member, admission, searchKey)
    if (member) await memberships.update(next)
    else await memberships.set(next)
    const listening = [...new Set([...(audience?.openids ?? []), ...openids])]
    if (!audience) await audiences.set({ openids: listening })
    else if (listening.length > audience.openids.length) await audiences.update({ openids: listening })
    return 'in'
  })
  if (admitted === 'in') {
    await recountMembers(conversation._id)
    await nameOnce(personId, words.name)
    await tickInboxes([personId])
  }
  return admitted
}

/** The name a group knows him by becomes his own where he had none: 我的 and 首页 would call him 街坊 for ever. */
async function nameOnce(personId: string, name: string): Promise<void> {
  await db.collection('persons').where({ _id: personId, name: UNNAMED }).update({ name })
}

/** What is written of him: a new membership, one taken up again, or the roster's words over those of a member. */
function memberAfter(
  member: MemberDocument | null,
  { conversation, personId, words, move, moveId, by, now }: Admission,
  searchKey: string,
): Omit<MemberDocument, '_id'> {
  const entry = { moveId, move, by, at: new Date(now), detail: words.role }
  // 群主 stays 群主 whatever a sheet says of him: the last resort of every @ must not be lost.
  const role = member?.role === HEAD_ROLE ? HEAD_ROLE : words.role
  const history = member?.history ?? []
  const active = member?.state === 'active'
  return {
    conversationId: conversation._id,
    personId,
    name: words.name,
    role,
    organisation: words.organisation,
    unitId: words.unitId,
    helpsWith: words.helpsWith || (member?.helpsWith ?? ''),
    channel: words.channel || (member?.channel ?? ''),
    phoneShared: member?.phoneShared ?? false,
    sortKey: rosterKey(role, searchKey, personId),
    searchKey,
    state: 'active',
    // What was said before he came is there to read, and is not counted as unread.
    readN: active ? member.readN : conversation.n,
    joinedAt: active ? member.joinedAt : new Date(now),
    history: history.some((each) => each.moveId === moveId) ? history : [...history, entry],
  }
}
