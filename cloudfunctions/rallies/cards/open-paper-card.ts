import * as v from 'valibot'
import type { Rallies } from '../../../miniprogram/domain/contract/rallies'
import type { ActionSpec } from '../../_kit/serve'
import { presentStamp } from '../present'
import { presentCard, readCard } from './paper-card'

/** What a typed or scanned serial may look like: judged by its own check. */
export const serial = v.pipe(v.string(), v.maxLength(20))

/** What a paper card holds, for whoever has it in his hand. Two database requests. */
export const openPaperCard: ActionSpec<Rallies['openPaperCard']> = {
  who: 'person',
  input: v.strictObject({ serial }),
  async run({ actor, input }) {
    const card = await readCard(input.serial, actor.personId)
    return { card: presentCard(card, actor.personId), stamps: card.stamps.map(presentStamp) }
  },
}
