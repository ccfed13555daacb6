/**
 * Who owes something and works there no more: what he owes goes to who answers for the unit now, so that a case never lies
 * with somebody who does not come any more. Found the minute he is removed or goes to another unit, and at every step of
 * the clock again. docs/decisions/0074.
 */
import { passedOn } from '../../miniprogram/domain/case-desk'
import type { CaseChange, Named } from '../../miniprogram/domain/case-moves'
import { isOwed, opinionPassedOn } from '../../miniprogram/domain/case-opinions'
import type { Case } from '../../miniprogram/domain/cases'
import { command, db } from '../_kit/cloud'
import type { CaseRules } from './rules'
import { CASES } from './store'
import { takingUnit, type CaseUnit } from './units'

/** How long after it a change of somebody's place is looked at each minute; longer outages are met at the next rung. */
const LOOKED_AT_MS = 2 * 60 * 60_000
const PAGE = 100

/** Persons who work for no unit any more. */
export type Gone = ReadonlySet<string>

export interface Surroundings {
  rules: CaseRules
  units: Map<string, CaseUnit>
  gone: Gone
}

/** One request; none for nobody. */
export async function goneOf(personIds: string[]): Promise<Gone> {
  if (personIds.length === 0) return new Set()
  const { data } = await db
    .collection('members')
    .where({ personId: command.in(personIds), unitId: command.neq(null) })
    .field({ personId: true, state: true })
    .limit(1000)
    .get()
  const seats = data as { personId: string; state: string }[]
  const staff = new Set(seats.filter(({ state }) => state === 'active').map(({ personId }) => personId))
  return new Set(seats.map(({ personId }) => personId).filter((id) => !staff.has(id)))
}

/** Everybody who owes something about these, and the arbiter. */
export function owersOf(cases: Case[], { arbiterId }: CaseRules): string[] {
  const owers = cases.flatMap(({ ownerId, coHandling }) => [
    ownerId,
    ...coHandling.filter(isOwed).map((opinion) => opinion.ownerId),
  ])
  return [...new Set([arbiterId, ...owers])]
}

/** Open cases of those who have left or changed their place lately. One request; one for each hundred cases more. */
export async function casesOfLeavers(now: number): Promise<Case[]> {
  const { data } = await db
    .collection('members')
    .where({ seatChangedAt: command.gt(new Date(now - LOOKED_AT_MS)) })
    .field({ personId: true })
    .limit(PAGE)
    .get()
  const ids = [...new Set((data as { personId: string }[]).map(({ personId }) => personId))]
  return ids.length === 0 ? [] : openCasesOf(ids)
}

/** Indexes of_owner, and inbox of obligations for opinions. */
export async function openCasesOf(personIds: string[]): Promise<Case[]> {
  const whose = command.in(personIds)
  const [own, { data }] = await Promise.all([
    allOf({ ownerId: whose, open: true }),
    db
      .collection('obligations')
      .where({ calledIds: whose, open: true, ownerId: whose, 'source.about': 'coHandling' })
      .field({ source: true })
      .limit(PAGE)
      .get(),
  ])
  const known = new Set(own.map(({ _id }) => _id))
  const others = (data as { source: { caseId: string } }[]).map(({ source }) => source.caseId)
  const missing = [...new Set(others)].filter((id) => !known.has(id))
  return missing.length === 0 ? own : [...own, ...(await allOf({ _id: command.in(missing) }))]
}

async function allOf(where: object): Promise<Case[]> {
  const all: Case[] = []
  for (;;) {
    const { data } = await db.collection(CASES).where(where).skip(all.length).limit(PAGE).get()
    all.push(...(data as Case[]))
    if (data.length < PAGE) return all
  }
}

/** What has to be passed on first of all, if anything. */
export function passing(current: Case, around: Surroundings, now: number): CaseChange | null {
  const { units, rules } = around
  if (!mayOwe(current, around)) {
    const to = heirOf(current, around, now)
    if (to.personId !== current.ownerId) return passedOn(to)
  }
  for (const opinion of current.coHandling.filter(isOwed)) {
    const unit = units.get(opinion.unitId)
    if (!unit || unit.head?.personId === opinion.ownerId || worksIn(unit, opinion.ownerId)) continue
    const { answerer } = takingUnit(unit, rules, now)
    if (answerer.personId !== opinion.ownerId) return opinionPassedOn(current, opinion.unitId, answerer)
  }
  return null
}

const worksIn = ({ staff }: CaseUnit, personId: string) => staff.some((each) => each.personId === personId)

function mayOwe({ state, ownerId, unitId, unitPath }: Case, { units, rules, gone }: Surroundings): boolean {
  if (gone.has(ownerId)) return false
  if (state === 'arbitrating') return ownerId === rules.arbiterId
  if (ownerId === rules.arbiterId) return true
  // Until it is accepted it stays with the sender, who works for the intake.
  const isSent = state === 'received' || state === 'offered'
  const unit = units.get(isSent ? rules.intakeUnitId : unitId)
  if (isSent && unit?.head?.personId === ownerId) return true
  return !unit || worksIn(unit, ownerId) || unitPath.some((id) => units.get(id)?.head?.personId === ownerId)
}

function heirOf({ state, unitId }: Case, { units, rules, gone }: Surroundings, now: number): Named {
  const intake = takingUnit(units.get(rules.intakeUnitId)!, rules, now)
  const arbiter = { personId: rules.arbiterId, name: rules.arbiterName }
  if (state === 'arbitrating') return gone.has(arbiter.personId) ? (intake.head ?? intake.answerer) : arbiter
  if (state === 'received' || state === 'offered') return intake.answerer
  const unit = units.get(unitId)
  const { answerer } = unit ? takingUnit(unit, rules, now) : intake
  // Nobody is left there, and the arbiter is not either: who takes cases in finds somebody.
  return gone.has(answerer.personId) ? intake.answerer : answerer
}
