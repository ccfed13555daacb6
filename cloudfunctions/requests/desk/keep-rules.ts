import * as v from 'valibot'
import { CASE_KINDS, CASE_TEXT_MAX, type CaseKind } from '../../../miniprogram/domain/cases'
import type { Requests } from '../../../miniprogram/domain/contract/requests'
import type { CaseRulesDraft, CaseRulesView } from '../../../miniprogram/domain/contract/requests/rules'
import { command, db } from '../../_kit/cloud'
import { id, moveId, number } from '../../_kit/inputs'
import { addOnce, find } from '../../_kit/once'
import { Refusal } from '../../_kit/refusal'
import type { ActionSpec } from '../../_kit/serve'
import { passOnFrom } from '../due'
import { RULES_ID, type CaseRules } from '../rules'

export const HISTORY = 40
const name = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(20))
const limit = v.union([
  v.strictObject({ hours: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(72)) }),
  v.strictObject({ workdays: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(60)) }),
])
const draft = v.strictObject({
  intakeUnitId: id,
  arbiterId: id,
  inspectionUnitId: v.nullable(id),
  topics: v.pipe(
    v.array(
      v.strictObject({
        ...{ id, name, unitId: v.nullable(id) },
        byZone: v.pipe(v.array(v.strictObject({ zoneId: id, unitId: id })), v.maxLength(20)),
      }),
    ),
    v.minLength(1),
    v.maxLength(40),
  ),
  zones: v.pipe(
    v.array(
      v.strictObject({
        ...{ id, name },
        latitude: v.pipe(v.number(), v.minValue(-90), v.maxValue(90)),
        longitude: v.pipe(v.number(), v.minValue(-180), v.maxValue(180)),
        radiusM: v.pipe(v.number(), v.minValue(50), v.maxValue(20_000)),
      }),
    ),
    v.maxLength(40),
  ),
  limits: v.strictObject(
    Object.fromEntries(Object.keys(CASE_KINDS).map((kind) => [kind, v.optional(limit)])) as Record<
      CaseKind,
      v.OptionalSchema<typeof limit, undefined>
    >,
  ),
  templates: v.pipe(
    v.array(v.strictObject({ id, name, text: v.pipe(v.string(), v.maxLength(CASE_TEXT_MAX)) })),
    v.maxLength(40),
  ),
})

interface UnitWithHead {
  _id: string
  name: string
  headId: string | null
  heads: { name: string }[]
  seats: { personId: string; name: string; state: string }[]
}

/** The operator, and once there are rules the head of the intake. Three requests. @throws Refusal NOT_ALLOWED */
export async function keeping(personId: string) {
  const [person, rules, { data }] = await Promise.all([
    find<{ operator?: boolean }>('persons', personId),
    find<CaseRules>('caseRules', RULES_ID),
    db
      .collection('units')
      .aggregate()
      .sort({ name: 1 })
      .limit(200)
      .lookup({ from: 'persons', localField: 'headId', foreignField: '_id', as: 'heads' })
      .lookup({ from: 'members', localField: 'headId', foreignField: 'personId', as: 'seats' })
      .project({
        name: 1,
        headId: 1,
        'heads.name': 1,
        'seats.name': 1,
        'seats.personId': 1,
        'seats.state': 1,
      })
      .end(),
  ])
  const units = data as UnitWithHead[]
  const leads = units.some(({ _id, headId }) => _id === rules?.intakeUnitId && headId === personId)
  if (!leads && person?.operator !== true) throw new Refusal('NOT_ALLOWED')
  return { rules, units }
}

export function view(rules: CaseRules | null, units: UnitWithHead[]): CaseRulesView {
  const heads = new Map(
    units.flatMap(({ headId, heads: persons, seats, name: unitName }) => {
      const called = seats.find(({ state }) => state === 'active')?.name ?? persons[0]?.name
      return headId ? [[headId, called || `${unitName}负责人`] as const] : []
    }),
  )
  if (rules && !heads.has(rules.arbiterId)) heads.set(rules.arbiterId, rules.arbiterName)
  return {
    rules: rules && draftOf(rules),
    revision: rules?.revision ?? 0,
    units: units.map(({ _id, name: unitName }) => ({ unitId: _id, name: unitName })),
    heads: [...heads].map(([personId, called]) => ({ personId, name: called })),
    compared: rules?.comparesUnits
      ? { by: rules.comparesUnits.by, reason: rules.comparesUnits.reason }
      : null,
  }
}

function draftOf(rules: CaseRules): CaseRulesDraft {
  const { intakeUnitId, arbiterId, inspectionUnitId, topics, zones, limits, templates = [] } = rules
  return { intakeUnitId, arbiterId, inspectionUnitId, topics, zones, limits, templates }
}

export const openRules: ActionSpec<Requests['openRules']> = {
  who: 'person',
  input: v.strictObject({}),
  async run({ actor }) {
    const { rules, units } = await keeping(actor.personId)
    return view(rules, units)
  },
}

/** Four requests, and what passing on costs. @throws Refusal BAD_INPUT for what is not there, BUSY */
export const setRules: ActionSpec<Requests['setRules']> = {
  who: 'person',
  input: v.strictObject({ rules: draft, revision: number, moveId }),
  async run({ actor, input, now }) {
    const { rules: before, units } = await keeping(actor.personId)
    if (before?.history.some((entry) => entry.moveId === input.moveId)) return view(before, units)
    const wanted = input.rules as CaseRulesDraft
    check(wanted, units)
    const arbiterName = view(before, units).heads.find(({ personId }) => personId === wanted.arbiterId)?.name
    if (!arbiterName) throw new Refusal('BAD_INPUT', { field: 'arbiterId' })
    const entry = { moveId: input.moveId, move: 'setRules', by: actor.personId, at: new Date(now) }
    const fields = { ...wanted, arbiterName, revision: input.revision + 1 }
    if (!before) {
      const { document } = await addOnce<CaseRules>('caseRules', {
        _id: RULES_ID,
        ...fields,
        history: [entry],
      })
      if (!document.history.some((each) => each.moveId === input.moveId)) throw new Refusal('BUSY')
      return view(document, units)
    }
    const { updated } = await db
      .collection('caseRules')
      .where({ _id: RULES_ID, revision: input.revision })
      .update({
        ...fields,
        limits: command.set(wanted.limits),
        history: command.push({ each: [entry], slice: -HISTORY }),
      })
    if (updated !== 1) throw new Refusal('BUSY')
    // What waits for an arbiter who is none any more waits for the new one.
    if (before.arbiterId !== wanted.arbiterId) await passOnFrom([before.arbiterId], now)
    return view({ ...before, ...fields }, units)
  },
}

/** Every unit and zone that is named is there: a case sent to nowhere would be lost. @throws Refusal BAD_INPUT */
function check(
  { intakeUnitId, inspectionUnitId, topics, zones }: CaseRulesDraft,
  units: UnitWithHead[],
): void {
  const known = new Set(units.map(({ _id }) => _id))
  const places = new Set(zones.map((zone) => zone.id))
  const named = [
    intakeUnitId,
    inspectionUnitId,
    ...topics.flatMap(({ unitId, byZone }) => [unitId, ...byZone.map((each) => each.unitId)]),
  ].filter((unitId) => unitId !== null)
  if (!named.every((unitId) => known.has(unitId))) throw new Refusal('BAD_INPUT', { field: 'unitId' })
  if (!topics.every(({ byZone }) => byZone.every(({ zoneId }) => places.has(zoneId))))
    throw new Refusal('BAD_INPUT', { field: 'zoneId' })
}
