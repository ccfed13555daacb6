import * as v from 'valibot'
import type { Requests } from '../../../miniprogram/domain/contract/requests'
import { find } from '../../_kit/once'
import { Refusal } from '../../_kit/refusal'
import type { ActionSpec } from '../../_kit/serve'
import { moveFields } from '../inputs'
import { moveCase } from '../move'
import { presentCase } from '../present'
import type { Caller } from './typed'

/** A move of the case: nothing is shown that is not on record, where the caller sees it too. A move, and one request. */
export const revealCaller: ActionSpec<Requests['revealCaller']> = {
  who: 'person',
  input: v.strictObject(moveFields),
  async run({ actor, input, now }) {
    const scene = await moveCase(
      { ...input, personId: actor.personId, now, move: 'reveal' },
      ({ callerDigest }) => {
        if (callerDigest === null) throw new Refusal('CALLER_NUMBER_NONE')
        return { set: {} }
      },
    )
    const caller = await find<Caller>('callers', input.caseId)
    if (!caller) throw new Refusal('CALLER_NUMBER_NONE')
    return { case: presentCase(scene, now), phone: caller.mobile }
  },
}
