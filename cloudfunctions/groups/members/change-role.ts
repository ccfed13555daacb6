import * as v from 'valibot'
import type { Groups } from '../../../miniprogram/domain/contract/groups'
import { HEAD_ROLE, isGivenRole, rosterKey } from '../../../miniprogram/domain/roles'
import { command, db } from '../../_kit/cloud'
import { id, moveId } from '../../_kit/inputs'
import { Refusal } from '../../_kit/refusal'
import type { ActionSpec } from '../../_kit/serve'
import { membershipOf, type MemberDocument } from '../store'
import { memberFor, presentCard } from './card'

/**
 * Five database requests. On (id, role as loaded): of two changes at the same instant one wins, and the other is told
 * to try again, with what is true by then before its eyes.
 */
export const changeRole: ActionSpec<Groups['changeRole']> = {
  who: 'person',
  input: v.strictObject({ conversationId: id, personId: id, role: v.string(), moveId }),
  async run({ actor, input, now }) {
    const reader = await membershipOf(input.conversationId, actor.personId, 'groups.changeRole')
    if (!isGivenRole(input.role)) throw new Refusal('ROLE_UNKNOWN')
    const member = await memberFor(reader, input.personId)
    if (member.state !== 'active') throw new Refusal('NOT_FOUND')
    if (member.role === HEAD_ROLE) throw new Refusal('NOT_ALLOWED')
    return { card: await presentCard(await changed(member, input, actor.personId, now), reader) }
  },
}

async function changed(
  member: MemberDocument,
  { role, moveId: move }: { role: string; moveId: string },
  by: string,
  now: number,
): Promise<MemberDocument> {
  if (member.history.some((entry) => entry.moveId === move)) return member
  const entry = {
    moveId: move,
    move: 'changeRole',
    by,
    at: new Date(now),
    detail: `${member.role} → ${role}`,
  }
  const sortKey = rosterKey(role, member.searchKey ?? '', member.personId)
  const { updated } = await db
    .collection('members')
    .where({ _id: member._id, state: 'active', role: member.role, 'history.moveId': command.neq(move) })
    .update({ role, sortKey, history: command.push(entry) })
  if (updated !== 1) throw new Refusal('BUSY')
  return { ...member, role, sortKey }
}
