import * as v from 'valibot'
import type { Groups } from '../../../miniprogram/domain/contract/groups'
import { id } from '../../_kit/inputs'
import { findObligation } from '../../_kit/obligations/store'
import type { ActionSpec } from '../../_kit/serve'
import { membershipOf } from '../store'
import { presentMention } from '../present-mention'
import { showCard } from './show-card'
import { Refusal } from '../../_kit/refusal'

/** Three requests; seven when it was not shown yet. */
export const showCase: ActionSpec<Groups['showCase']> = {
  who: 'person',
  input: v.strictObject({ obligationId: id }),
  async run({ actor, input, now }) {
    const loaded = await findObligation(input.obligationId)
    if (loaded?.source.about !== 'mention' || !loaded.card) return { mention: null }
    const obligation = await showCard(loaded)
    try {
      const member = await membershipOf(loaded.source.conversationId, actor.personId)
      return { mention: presentMention(obligation, { personId: actor.personId, role: member.role, now }) }
    } catch (error) {
      if (error instanceof Refusal) return { mention: null }
      throw error
    }
  },
}
