import * as v from 'valibot'
import type { Groups } from '../../../miniprogram/domain/contract/groups'
import type { RosterWords } from '../../../miniprogram/domain/roster'
import { id, moveId } from '../../_kit/inputs'
import { Refusal } from '../../_kit/refusal'
import type { ActionSpec } from '../../_kit/serve'
import { findConversation, membershipOf, type MemberDocument } from '../store'
import { admit } from './admit'
import { memberFor, presentCard } from './card'

/** Takes back, with the role he had. 17 database requests; repeated after another removal it does nothing. */
export const readmitMember: ActionSpec<Groups['readmitMember']> = {
  who: 'person',
  input: v.strictObject({ conversationId: id, personId: id, moveId }),
  async run({ actor, input, now }) {
    const reader = await membershipOf(input.conversationId, actor.personId, 'groups.admit')
    const member = await memberFor(reader, input.personId)
    const conversation = await findConversation(input.conversationId)
    if (!conversation) throw new Refusal('NOT_FOUND')
    if (member.state === 'removed') {
      const by = { move: 'readmit' as const, moveId: input.moveId, by: actor.personId, now }
      const admission = {
        conversation,
        personId: member.personId,
        words: wordsOf(member),
        ...by,
        evenIfRemoved: true,
      }
      await admit(admission, async () => true)
    }
    return { card: await presentCard(await memberFor(reader, input.personId), reader) }
  },
}

function wordsOf({ name, role, organisation, unitId, helpsWith, channel }: MemberDocument): RosterWords {
  return { name, role, organisation, unitId, helpsWith: helpsWith ?? '', channel: channel ?? '' }
}
