import * as v from 'valibot'
import type { Duty } from '../../miniprogram/domain/contract/duty'
import { startOfShanghaiDay } from '../../miniprogram/domain/times'
import { countAnsweredSince, openObligationsOf } from '../_kit/obligations/store'
import type { ActionSpec } from '../_kit/serve'

const PAGE = 20

/** The caller's own open obligations. Three database requests. */
export const listInbox: ActionSpec<Duty['listInbox']> = {
  who: 'person',
  input: v.strictObject({}),
  async run({ actor, now }) {
    const [open, answeredToday] = await Promise.all([
      openObligationsOf(actor.personId, PAGE + 1),
      countAnsweredSince(actor.personId, startOfShanghaiDay(now)),
    ])
    return {
      items: open.slice(0, PAGE).map((obligation) => ({
        obligationId: obligation._id,
        source: obligation.source,
        title: obligation.title,
        askerName: obligation.askerName,
        state: obligation.state,
        steps: obligation.steps.map(({ state, at }) => ({ state, at: at.getTime() })),
        askedAt: obligation.createdAt.getTime(),
        dueAt: obligation.dueAt.getTime(),
      })),
      more: open.length > PAGE,
      answeredToday,
    }
  },
}
