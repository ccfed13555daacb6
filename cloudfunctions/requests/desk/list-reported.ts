import * as v from 'valibot'
import type { Requests } from '../../../miniprogram/domain/contract/requests'
import type { Case } from '../../../miniprogram/domain/cases'
import { command, db } from '../../_kit/cloud'
import { number } from '../../_kit/inputs'
import { Refusal } from '../../_kit/refusal'
import type { ActionSpec } from '../../_kit/serve'
import { summaryOf } from '../present'
import { seatOf } from '../seat'
import { CASES } from '../store'

const PAGE = 20

/** Three requests. Index reported. @throws Refusal NOT_ALLOWED for who does not work for 督查 */
export const listReported: ActionSpec<Requests['listReported']> = {
  who: 'person',
  input: v.strictObject({ before: v.nullable(number) }),
  async run({ actor, input: { before }, now }) {
    const { unitIds, headOf, rules } = await seatOf(actor.personId)
    if (![...unitIds, ...headOf].some((unitId) => unitId === rules.inspectionUnitId))
      throw new Refusal('NOT_ALLOWED')
    const { data } = await db
      .collection(CASES)
      // Given more time, or classed otherwise, since it was reported: it is not late any more.
      .where({
        open: true,
        reportedAt: command.lt(new Date(before ?? now + 1)),
        dueAt: command.lt(new Date(now)),
      })
      .orderBy('reportedAt', 'desc')
      .limit(PAGE + 1)
      .get()
    const cases = data as Case[]
    return {
      cases: cases.slice(0, PAGE).map((each) => ({
        ...summaryOf(each, actor.personId, now),
        unitToldAt: toldAt(each),
        reportedAt: each.reportedAt!.getTime(),
        promisedAt: each.dueAt.getTime(),
      })),
      more: cases.length > PAGE,
    }
  },
}

function toldAt({ history }: Case): number | null {
  const warning = [...history]
    .reverse()
    .find(({ moveId, opinionOf }) => moveId.startsWith('warn.') && !opinionOf)
  return warning?.at.getTime() ?? null
}
