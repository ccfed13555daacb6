import * as v from 'valibot'
import type { Requests } from '../../miniprogram/domain/contract/requests'
import { number } from '../_kit/inputs'
import type { ActionSpec } from '../_kit/serve'
import { summaryOf } from './present'
import { casesOf } from './store'

const PAGE = 20

/** Two requests. */
export const listOwn: ActionSpec<Requests['listOwn']> = {
  who: 'person',
  input: v.strictObject({ before: v.nullable(number) }),
  async run({ actor, input, now }) {
    const cases = await casesOf(actor.personId, input.before, PAGE + 1)
    return {
      // Who of the officials has it is theirs to know: the requester sees the unit, and the
      // deadline he was told.
      cases: cases.slice(0, PAGE).map((each) => ({
        ...summaryOf(each, actor.personId, now),
        ...{ ownerName: '', dueAt: each.dueAt.getTime() },
      })),
      more: cases.length > PAGE,
    }
  },
}
