/** Who somebody is to cases: where he works, what he heads, and from that his roles towards one of them. */
import type { CaseRole } from '../../miniprogram/domain/case-states'
import type { Case } from '../../miniprogram/domain/cases'
import { db } from '../_kit/cloud'
import { RULES_ID, required, type CaseRules } from './rules'

export interface Seat {
  personId: string
  /** As groups know him, else as he calls himself; may be ''. */
  name: string
  organisation: string
  /** Is a member of. */
  conversationIds: string[]
  /** Works for. */
  unitIds: string[]
  headOf: string[]
  operator: boolean
  rules: CaseRules
}

interface Joined {
  name: string
  operator?: boolean
  members: {
    conversationId: string
    name: string
    organisation: string
    unitId: string | null
    state: string
  }[]
  heads: { _id: string }[]
  rules: CaseRules[]
}

/** One request. @throws Refusal CASES_NOT_SET_UP */
export async function seatOf(personId: string): Promise<Seat> {
  const { data } = await db
    .collection('persons')
    .aggregate()
    .match({ _id: personId })
    .lookup({ from: 'members', localField: '_id', foreignField: 'personId', as: 'members' })
    .lookup({ from: 'units', localField: '_id', foreignField: 'headId', as: 'heads' })
    .lookup({ from: 'caseRules', pipeline: [{ $match: { _id: RULES_ID } }], as: 'rules' })
    .project({
      ...{ name: 1, operator: 1, rules: 1, 'heads._id': 1 },
      'members.conversationId': 1,
      ...{ 'members.name': 1, 'members.organisation': 1, 'members.unitId': 1, 'members.state': 1 },
    })
    .end()
  const [person] = data as Joined[]
  const active = (person?.members ?? []).filter(({ state }) => state === 'active')
  return {
    personId,
    // Groups know officials by name; a person's own field says 街坊 until he says otherwise.
    name: active[0]?.name || person?.name || '',
    organisation: active[0]?.organisation ?? '',
    conversationIds: active.map(({ conversationId }) => conversationId),
    unitIds: [...new Set(active.flatMap(({ unitId }) => unitId ?? []))],
    headOf: (person?.heads ?? []).map(({ _id }) => _id),
    operator: person?.operator === true,
    rules: required(person?.rules[0] ?? null),
  }
}

/** Works for a unit, or heads it. */
export function belongsTo(
  { unitIds, headOf }: Pick<Seat, 'unitIds' | 'headOf'>,
  unitId: string | null,
): boolean {
  return unitId !== null && (unitIds.includes(unitId) || headOf.includes(unitId))
}

/** Everything somebody is to a case; nothing for whom it does not concern. */
export function rolesOn(current: Case, { personId, unitIds, headOf, rules }: Seat): CaseRole[] {
  const belongs = (unitId: string | null) => belongsTo({ unitIds, headOf }, unitId)
  const above = current.unitPath.slice(1)
  const roles: [CaseRole, boolean][] = [
    ['requester', current.requesterId === personId],
    ['owner', current.ownerId === personId],
    ['unit', unitIds.includes(current.unitId)],
    ['head', headOf.includes(current.unitId)],
    ['leader', above.some((id) => headOf.includes(id)) || current.gathering?.leaderId === personId],
    ['offered', current.offeredTo?.personId === personId],
    ['intake', belongs(rules.intakeUnitId)],
    ['arbiter', rules.arbiterId === personId],
    ['inspector', belongs(rules.inspectionUnitId) && current.reportedAt !== null],
    ['coHandler', current.coHandling.some(({ unitId }) => belongs(unitId))],
    ['helper', current.helper?.personId === personId],
    ['scribe', current.typedBy === personId || (current.gathering?.keeperIds ?? []).includes(personId)],
    ['follower', current.followerIds.includes(personId)],
  ]
  return roles.flatMap(([role, is]) => (is ? [role] : []))
}
