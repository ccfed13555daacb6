/** An @ shown outside, in the group people had before: first words and state to anyone who has the id, nothing more. */
import * as v from 'valibot'
import type { Groups } from '../../../miniprogram/domain/contract/groups'
import { isOpen } from '../../../miniprogram/domain/obligations'
import { can } from '../../../miniprogram/domain/permissions'
import { db } from '../../_kit/cloud'
import { derivedId, randomId } from '../../_kit/ids'
import { id } from '../../_kit/inputs'
import { findObligation } from '../../_kit/obligations/store'
import { addOnce, find } from '../../_kit/once'
import { Refusal } from '../../_kit/refusal'
import type { ActionSpec } from '../../_kit/serve'
import type { MessageDocument } from '../messages'
import { lineOf } from '../present'
import { membershipId, membershipOf, type MemberDocument } from '../store'

interface Share {
  _id: string
  /** What people have in their hands: made by chance, so that nobody finds one by trying. */
  shareId: string
  obligationId: string
  by: string
  at: Date
}

/** The same @ always has the same id. Four database requests. */
export const shareMention: ActionSpec<Groups['shareMention']> = {
  who: 'person',
  input: v.strictObject({ obligationId: id }),
  async run({ actor, input, now }) {
    const { personId } = actor
    const obligation = await findObligation(input.obligationId)
    if (obligation?.source.about !== 'mention') throw new Refusal('NOT_ALLOWED')
    const { askerId, ownerId, source } = obligation
    await membershipOf(source.conversationId, personId, 'groups.share', { askerId, ownerId })
    const { document } = await addOnce<Share>('shares', {
      _id: derivedId('share', obligation._id),
      shareId: randomId(),
      obligationId: obligation._id,
      by: personId,
      at: new Date(now),
    })
    return { shareId: document.shareId }
  },
}

/** Anyone. Where it leads is told to members only. */
export const openShared: ActionSpec<Groups['openShared']> = {
  who: 'anyone',
  input: v.strictObject({ shareId: id }),
  async run({ actor, input }) {
    const { data } = await db.collection('shares').where({ shareId: input.shareId }).limit(1).get()
    const share = data[0] as Share | undefined
    const obligation = share ? await findObligation(share.obligationId) : null
    if (!obligation) throw new Refusal('NOT_FOUND')
    const { conversationId, messageId } = obligation.source
    const { personId } = actor
    const [message, member] = await Promise.all([
      find<MessageDocument>('messages', messageId),
      personId ? find<MemberDocument>('members', membershipId(conversationId, personId)) : null,
    ])
    // Recalled, withdrawn or not yet let through: its words are nobody's to show.
    if (message?.content !== 'shown') throw new Refusal('NOT_FOUND')
    const inside = personId !== null && can('groups.read', { personId, member })
    return {
      title: lineOf(message),
      handled: !isOpen(obligation.state),
      conversationId: inside ? conversationId : null,
      messageId: inside ? messageId : null,
    }
  },
}
