import * as v from 'valibot'
import type { Rallies } from '../../../miniprogram/domain/contract/rallies'
import { moveId } from '../../_kit/inputs'
import { Refusal } from '../../_kit/refusal'
import type { ActionSpec } from '../../_kit/serve'
import { COMPANIONS_MAX } from '../scan-input'
import { moveCard } from './move-card'
import { serial } from './open-paper-card'
import { presentCard, readCard } from './paper-card'

/** Takes someone else's paper card on one's phone, to show and to stamp it. Three database requests. */
export const carryCard: ActionSpec<Rallies['carryCard']> = {
  who: 'person',
  input: v.strictObject({
    moveId,
    serial,
    carriedAs: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(12)),
  }),
  async run({ actor, input, now }) {
    const by = actor.personId
    const card = await readCard(input.serial, by)
    if (card.history.some((step) => step.moveId === input.moveId)) return { card: presentCard(card, by) }
    const { state } = presentCard(card, by)
    if (state === 'joined' || state === 'owned') throw new Refusal('CARD_OWNED')
    if (state === 'elsewhere') throw new Refusal('CARD_ELSEWHERE')
    const names = card.carried
      .filter((other) => other.eventId === card.eventId && other._id !== card._id)
      .map((other) => other.carriedAs ?? '')
    if (new Set([...names, input.carriedAs]).size > COMPANIONS_MAX)
      throw new Refusal('COMPANIONS_FULL', { max: COMPANIONS_MAX })
    const changed = { carriedBy: by, carriedAs: input.carriedAs }
    const after = await moveCard(card, changed, { moveId: input.moveId, move: 'carry', by, now })
    return { card: presentCard(after, by) }
  },
}
