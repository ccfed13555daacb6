import * as v from 'valibot'
import type { Groups } from '../../../miniprogram/domain/contract/groups'
import { taken } from '../../../miniprogram/domain/mention-changes'
import type { ActionSpec } from '../../_kit/serve'
import { actOn, entries } from './act'

/** 我来接: from whoever has it. It stays the business of the unit that was asked. Eight database requests. */
export const takeMention: ActionSpec<Groups['takeMention']> = {
  who: 'person',
  input: v.strictObject(entries),
  run: ({ actor, input, now }) =>
    actOn({ act: 'take', ...input, personId: actor.personId, now }, ({ member, settings }) => {
      const { personId, name } = member
      return (current) => taken(current, { personId, name, unitId: current.unitId }, { now, settings })
    }),
}
