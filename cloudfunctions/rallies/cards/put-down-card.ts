import * as v from 'valibot'
import type { Rallies } from '../../../miniprogram/domain/contract/rallies'
import { can } from '../../../miniprogram/domain/permissions'
import { moveId } from '../../_kit/inputs'
import { Refusal } from '../../_kit/refusal'
import type { ActionSpec } from '../../_kit/serve'
import { isOperator } from '../operator'
import { moveCard } from './move-card'
import { serial } from './open-paper-card'
import { presentCard, readCard } from './paper-card'

/** Puts a carried card down; its stamps stay on it. Three database requests, four for an operator (a lost phone). */
export const putDownCard: ActionSpec<Rallies['putDownCard']> = {
  who: 'person',
  input: v.strictObject({ moveId, serial }),
  async run({ actor, input, now }) {
    const by = actor.personId
    const card = await readCard(input.serial, by)
    const { carriedBy = null } = card
    if (!carriedBy) return { card: presentCard(card, by) }
    const circumstances = { personId: by, carriedBy }
    if (
      !can('rallies.putDown', circumstances) &&
      !can('rallies.putDown', { ...circumstances, operator: await isOperator(by) })
    )
      throw new Refusal('CARD_ELSEWHERE')
    const changed = { carriedBy: null, carriedAs: '' }
    const after = await moveCard(card, changed, { moveId: input.moveId, move: 'putDown', by, now })
    return { card: presentCard(after, by) }
  },
}
