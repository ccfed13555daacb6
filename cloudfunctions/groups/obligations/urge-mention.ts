import * as v from 'valibot'
import type { Groups } from '../../../miniprogram/domain/contract/groups'
import { urged } from '../../../miniprogram/domain/mention-changes'
import type { ActionSpec } from '../../_kit/serve'
import { actOn, entries } from './act'

/** 催: one more notice to who owes the answer; the ladder goes on as it would. Eight database requests. */
export const urgeMention: ActionSpec<Groups['urgeMention']> = {
  who: 'person',
  input: v.strictObject(entries),
  run: ({ actor, input, now }) =>
    actOn({ act: 'urge', ...input, personId: actor.personId, now }, () => {
      return (current) => urged(current, input.moveId, now)
    }),
}
