import * as v from 'valibot'
import type { Groups } from '../../../miniprogram/domain/contract/groups'
import { declined } from '../../../miniprogram/domain/mention-changes'
import type { ActionSpec } from '../../_kit/serve'
import { actOn, entries } from './act'

/** The offer is not accepted: who offered it still owes the answer, and is told. Eight database requests. */
export const declineOffer: ActionSpec<Groups['declineOffer']> = {
  who: 'person',
  input: v.strictObject(entries),
  run: ({ actor, input, now }) =>
    actOn({ act: 'decline', ...input, personId: actor.personId, now }, () => {
      return (current) => declined(current, input.moveId, now)
    }),
}
