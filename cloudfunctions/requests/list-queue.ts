import * as v from 'valibot'
import type { Requests } from '../../miniprogram/domain/contract/requests'
import type { Case } from '../../miniprogram/domain/cases'
import { command, db } from '../_kit/cloud'
import { id, number } from '../_kit/inputs'
import { Refusal } from '../_kit/refusal'
import type { ActionSpec } from '../_kit/serve'
import { summaryOf } from './present'
import { seatOf } from './seat'
import { CASES } from './store'

const PAGE = 20

/** Late first. Two requests for one's own, three for a unit's. Index of_owner or of_unit. */
export const listQueue: ActionSpec<Requests['listQueue']> = {
  who: 'person',
  input: v.strictObject({
    of: v.picklist(['mine', 'unit']),
    unitId: v.nullable(id),
    after: v.nullable(v.strictObject({ dueAt: number, caseId: id })),
  }),
  async run({ actor, input: { of, unitId, after }, now }) {
    const whose =
      of === 'mine' ? { ownerId: actor.personId } : { unitPath: await unitOf(actor.personId, unitId) }
    const cases = await page({ ...whose, open: true }, after)
    return {
      cases: cases.slice(0, PAGE).map((each) => summaryOf(each, actor.personId, now)),
      more: cases.length > PAGE,
    }
  },
}

/** Those of a unit see what is with it and below it. */
async function unitOf(personId: string, asked: string | null): Promise<string> {
  const { unitIds, headOf } = await seatOf(personId)
  const own = [...headOf, ...unitIds]
  const unitId = asked ?? own[0]
  if (!unitId || !own.includes(unitId)) throw new Refusal('NOT_ALLOWED')
  return unitId
}

/** After the last one shown: two may be due at the same moment. */
async function page(where: object, after: { dueAt: number; caseId: string } | null): Promise<Case[]> {
  const at = after && new Date(after.dueAt)
  const later = at
    ? command.or([
        { ...where, stepDueAt: command.gt(at) },
        { ...where, stepDueAt: at, _id: command.gt(after.caseId) },
      ])
    : where
  const { data } = await db
    .collection(CASES)
    .where(later)
    .orderBy('stepDueAt', 'asc')
    .orderBy('_id', 'asc')
    .limit(PAGE + 1)
    .get()
  return data as Case[]
}
