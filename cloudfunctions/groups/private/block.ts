import * as v from 'valibot'
import type { Groups } from '../../../miniprogram/domain/contract/groups'
import { can } from '../../../miniprogram/domain/permissions'
import { command, db } from '../../_kit/cloud'
import { id, moveId } from '../../_kit/inputs'
import { Refusal } from '../../_kit/refusal'
import type { ActionSpec } from '../../_kit/serve'
import type { MemberDocument } from '../store'

/**
 * Noted on the membership of the one who is blocked: sending reads that anyway, so blocking costs no message a request.
 * His own membership says the same for showing, after it: a call that died between is completed by the next.
 * Four database requests.
 */
export const block: ActionSpec<Groups['block']> = {
  who: 'person',
  input: v.strictObject({ conversationId: id, blocked: v.boolean(), moveId }),
  async run({ actor, input, now }) {
    const { conversationId, blocked } = input
    const both = (await db.collection('members').where({ conversationId, state: 'active' }).limit(2).get())
      .data as MemberDocument[]
    const me = both.find((member) => member.personId === actor.personId)
    if (!me || !can('groups.block', { personId: actor.personId, member: me }))
      throw new Refusal('NOT_ALLOWED')
    const other = both.find((member) => member !== me)
    if (!other?.private) throw new Refusal('NOT_FOUND')
    if (other.history.some((entry) => entry.moveId === input.moveId)) {
      await showBlocking(me._id, other.private.blocked)
      return { blocked: other.private.blocked }
    }
    const entry = {
      moveId: input.moveId,
      move: blocked ? 'block' : 'unblock',
      by: actor.personId,
      at: new Date(now),
    }
    await db
      .collection('members')
      .where({ _id: other._id, 'private.blocked': !blocked })
      .update({ 'private.blocked': blocked, history: command.push([entry]) })
    await showBlocking(me._id, blocked)
    return { blocked }
  },
}

async function showBlocking(memberId: string, blocking: boolean): Promise<void> {
  await db.collection('members').where({ _id: memberId }).update({ 'private.blocking': blocking })
}
