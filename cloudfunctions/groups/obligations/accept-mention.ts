import * as v from 'valibot'
import type { Groups } from '../../../miniprogram/domain/contract/groups'
import { taken } from '../../../miniprogram/domain/mention-changes'
import type { ActionSpec } from '../../_kit/serve'
import { actOn, entries } from './act'
import { holderOf } from './scene'

/** The offer is accepted: he owes the answer, and has said 收到 by it. Eight database requests. */
export const acceptMention: ActionSpec<Groups['acceptMention']> = {
  who: 'person',
  input: v.strictObject(entries),
  run: ({ actor, input, now }) =>
    actOn({ act: 'accept', ...input, personId: actor.personId, now }, ({ member, settings }) => {
      return (current) => taken(current, holderOf(member), { now, settings })
    }),
}
