import * as v from 'valibot'
import type { Groups } from '../../../miniprogram/domain/contract/groups'
import { acknowledged } from '../../../miniprogram/domain/mention-changes'
import type { ActionSpec } from '../../_kit/serve'
import { actOn, entries } from './act'

/** 收到: apart from having seen it, and apart from the answer. Eight database requests. */
export const acknowledgeMention: ActionSpec<Groups['acknowledgeMention']> = {
  who: 'person',
  input: v.strictObject(entries),
  run: ({ actor, input, now }) =>
    actOn({ act: 'acknowledge', ...input, personId: actor.personId, now }, ({ settings }) => {
      return (current) => acknowledged(current, now, settings)
    }),
}
