/** Units as takers of cases: who answers for one now, by name. */
import type { Named, TakingUnit } from '../../miniprogram/domain/case-moves'
import { command, db } from '../_kit/cloud'
import { Refusal } from '../_kit/refusal'
import { answeringUnit, JOINED_TO_UNITS, onDutyIn, type AnsweringUnit } from '../_kit/units'
import type { CaseRules } from './rules'

interface Joined {
  colleagues: { personId: string; name: string; state: string }[]
  heads: { _id: string; name: string }[]
}

export interface CaseUnit extends AnsweringUnit {
  staff: Named[]
  head: Named | null
}

/** Those that are there, with staff and heads by name. One request. */
export async function caseUnits(ids: string[]): Promise<Map<string, CaseUnit>> {
  const unique = [...new Set(ids)]
  let page = db
    .collection('units')
    .aggregate()
    .match({ _id: command.in(unique) })
    .limit(unique.length)
  for (const join of JOINED_TO_UNITS) page = page.lookup(join)
  const { data } = await page
    .lookup({ from: 'members', localField: '_id', foreignField: 'unitId', as: 'colleagues' })
    .lookup({ from: 'persons', localField: 'headId', foreignField: '_id', as: 'heads' })
    .end()
  const units = (data as (Parameters<typeof answeringUnit>[0] & Joined)[]).map((joined) => {
    const { colleagues, heads, ...rest } = joined
    const staff = colleagues
      .filter(({ state }) => state === 'active')
      .map(({ personId, name }) => ({ personId, name }))
    const unit = answeringUnit(rest)
    const staffed = (id: string | null) => staff.some(({ personId }) => personId === id)
    const name = staff.find(({ personId }) => personId === unit.headId)?.name || heads[0]?.name
    // Who has left the unit heads it no more, whatever the unit still says.
    const left = colleagues.some(({ personId }) => personId === unit.headId) && !staffed(unit.headId)
    const head = unit.headId && !left ? { personId: unit.headId, name: name || `${unit.name}负责人` } : null
    return { ...unit, staff, head }
  })
  return new Map(units.map((unit) => [unit._id, unit]))
}

/** Who takes a case that comes to this unit at a moment: on duty, else its head, else the arbiter. */
export function takingUnit(unit: CaseUnit, rules: CaseRules, now: number): TakingUnit {
  const { personId } = onDutyIn(unit, now)
  const onDuty = unit.staff.find((each) => each.personId === personId)
  return {
    unitId: unit._id,
    name: unit.name,
    path: [unit._id, ...unit.above.map(({ _id }) => _id)],
    answerer: onDuty ?? unit.head ?? { personId: rules.arbiterId, name: rules.arbiterName },
    head: unit.head,
    staff: unit.staff,
  }
}

/** @throws Refusal NOT_FOUND */
export function unitIn(
  units: Map<string, CaseUnit>,
  unitId: string,
  rules: CaseRules,
  now: number,
): TakingUnit {
  const unit = units.get(unitId)
  if (!unit) throw new Refusal('NOT_FOUND')
  return takingUnit(unit, rules, now)
}
