import * as v from 'valibot'
import type { Groups } from '../../../miniprogram/domain/contract/groups'
import { PROMISE_WITHIN_MS } from '../../../miniprogram/domain/mention-acts'
import { promised } from '../../../miniprogram/domain/mention-changes'
import { number } from '../../_kit/inputs'
import { Refusal } from '../../_kit/refusal'
import type { ActionSpec } from '../../_kit/serve'
import { actOn, entries } from './act'

/** 已答应: it stays open, with its owner and the time he named. Eight database requests. */
export const promiseMention: ActionSpec<Groups['promiseMention']> = {
  who: 'person',
  input: v.strictObject({ ...entries, by: number }),
  run({ actor, input: { by, ...input }, now }) {
    return actOn({ act: 'promise', ...input, personId: actor.personId, now }, () => {
      if (by <= now || by > now + PROMISE_WITHIN_MS) throw new Refusal('PROMISE_TIME')
      return (current) => promised(current, by)
    })
  },
}
