import * as v from 'valibot'
import type { Groups } from '../../../miniprogram/domain/contract/groups'
import { id } from '../../_kit/inputs'
import type { ActionSpec } from '../../_kit/serve'
import { membershipOf } from '../store'
import { memberFor, presentCard } from './card'

/** Four database requests. */
export const openCard: ActionSpec<Groups['openCard']> = {
  who: 'person',
  input: v.strictObject({ conversationId: id, personId: id }),
  async run({ actor, input }) {
    const reader = await membershipOf(input.conversationId, actor.personId)
    return { card: await presentCard(await memberFor(reader, input.personId), reader) }
  },
}
