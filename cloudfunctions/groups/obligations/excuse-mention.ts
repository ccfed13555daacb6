import * as v from 'valibot'
import type { Groups } from '../../../miniprogram/domain/contract/groups'
import { excused } from '../../../miniprogram/domain/mention-changes'
import type { ActionSpec } from '../../_kit/serve'
import { actOn, entries } from './act'

/** 不用回应: the asker for good; of who owes it the asker may say 还是要回应. Eight database requests. */
export const excuseMention: ActionSpec<Groups['excuseMention']> = {
  who: 'person',
  input: v.strictObject(entries),
  run: ({ actor, input, now }) =>
    actOn({ act: 'excuse', ...input, personId: actor.personId, now }, () => () => excused(now)),
}
