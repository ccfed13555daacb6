import * as v from 'valibot'
import type { Rallies } from '../../../miniprogram/domain/contract/rallies'
import { db } from '../../_kit/cloud'
import { id, moveId } from '../../_kit/inputs'
import type { ActionSpec } from '../../_kit/serve'
import { requireOperator } from '../operator'

/** Takes all trial scans of an event away. They stand apart, so no resident's stamp can be among them. Three requests. */
export const wipeTrial: ActionSpec<Rallies['wipeTrial']> = {
  who: 'person',
  input: v.strictObject({ moveId, eventId: id }),
  async run({ actor, input }) {
    await requireOperator(actor.personId)
    const { deleted } = await db.collection('trialScans').where({ eventId: input.eventId }).remove()
    return { wiped: typeof deleted === 'number' ? deleted : 0 }
  },
}
