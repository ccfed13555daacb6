/**
 * What the area's own timer does each minute: what a crash left undone, then what the clock does by itself. Late, doubled
 * or missing runs do no harm: everything is judged by what stands in the database and moved by conditional updates.
 */
import {
  climbedTo,
  moved,
  silent,
  wentOn,
  type CaseChange,
  type CaseDeed,
  type Named,
} from '../../miniprogram/domain/case-moves'
import { isOwnStepDue } from '../../miniprogram/domain/case-clock'
import { nextRung, type CaseRung, type RungListener } from '../../miniprogram/domain/case-ladder'
import { isOwed, nextOpinionRung, opinionClimbed, opinionOf } from '../../miniprogram/domain/case-opinions'
import type { CaseMoveName } from '../../miniprogram/domain/case-states'
import type { Case } from '../../miniprogram/domain/cases'
import { now as clock } from '../_kit/clock'
import { command, db, isFromPhone } from '../_kit/cloud'
import { find } from '../_kit/once'
import { CALENDAR } from './calendar'
import { follow } from './follow'
import { casesOfLeavers, goneOf, openCasesOf, owersOf, passing, type Surroundings } from './leavers'
import { RULES_ID, type CaseRules } from './rules'
import { CASES, findCase, loadCase, writeMoved } from './store'
import { caseUnits, takingUnit } from './units'

const PAGE = 50
/** The function's time limit is 20 s: what is left then is due in the next minute too, and comes first. */
const STOP_AFTER_MS = 12_000
const CLOCK: Named = { personId: 'due', name: '' }

/** A phone can send the same words, but only the platform's timer is believed. */
export function isTimer(event: unknown): boolean {
  const { Type, TriggerName } = (event ?? {}) as { Type?: unknown; TriggerName?: unknown }
  return !isFromPhone() && Type === 'Timer' && TriggerName === 'due'
}

/** Three requests when there is nothing to do. */
export async function due(): Promise<{ followed: number; moved: number }> {
  const now = clock()
  const count = { followed: 0, moved: 0 }
  let failed: unknown = null
  const tryEach = async (
    cases: Case[],
    work: (each: Case) => Promise<boolean>,
    what: 'followed' | 'moved',
  ) => {
    for (const each of cases)
      try {
        if (clock() - now > STOP_AFTER_MS) return
        if (await work(each)) count[what] += 1
      } catch (error) {
        // One that cannot be moved must not keep the others waiting.
        failed = error
        console.error(JSON.stringify({ due: each._id, error: String((error as Error)?.message ?? error) }))
      }
  }
  await tryEach(await pageOf({ unfollowed: true }), (each) => followAgain(each, now), 'followed')
  const [leavers, page] = await Promise.all([
    casesOfLeavers(now),
    pageOf({ nextAt: command.lte(new Date(now)) }),
  ])
  await tryEach(...(await passingOf(leavers, now)), 'moved')
  if (page.length > 0) {
    const around = await aroundOf(page)
    await tryEach(page, (each) => advance(each, around, now), 'moved')
  }
  if (failed && count.moved + count.followed === 0) throw failed as Error
  return count
}

/** Indexes due and unfollowed. */
async function pageOf(where: object): Promise<Case[]> {
  const { data } = await db.collection(CASES).where(where).orderBy('nextAt', 'asc').limit(PAGE).get()
  return data as Case[]
}

async function followAgain({ _id }: Case, now: number): Promise<boolean> {
  const loaded = await loadCase(_id)
  if (loaded?.current.unfollowed) await follow(loaded, now)
  return true
}

/** Three requests for a page. */
async function aroundOf(page: Case[]): Promise<Surroundings> {
  const rules = await find<CaseRules>('caseRules', RULES_ID)
  if (!rules) throw new Error('cases without rules')
  const { intakeUnitId, inspectionUnitId } = rules
  const helping = page.flatMap(({ coHandling }) =>
    coHandling.filter(isOwed).flatMap(({ unitPath }) => unitPath),
  )
  const [units, gone] = await Promise.all([
    caseUnits([
      ...page.flatMap(({ unitPath }) => unitPath),
      ...helping,
      ...[intakeUnitId, inspectionUnitId].filter((id) => id !== null),
    ]),
    goneOf(owersOf(page, rules)),
  ])
  return { rules, units, gone }
}

/** What those who have left owe, and how one of it is passed on. Three requests when somebody has. */
async function passingOf(cases: Case[], now: number): Promise<[Case[], (each: Case) => Promise<boolean>]> {
  if (cases.length === 0) return [[], () => Promise.resolve(false)]
  const around = await aroundOf(cases)
  const left = cases.filter((each) => passing(each, around, now))
  // A case and the opinions about it may each be somebody else's now: one move for each.
  const passOn = async (each: Case) => {
    let any = false
    for (let current: Case | null = each; current && passing(current, around, now); any = true) {
      await advance(current, around, now)
      current = await findCase(each._id)
    }
    return any
  }
  return [left, passOn]
}

/** Passes on what these people owe and may owe no more, such as an arbiter who is not one any longer. */
export async function passOnFrom(personIds: string[], now: number): Promise<void> {
  const [left, passOn] = await passingOf(await openCasesOf(personIds), now)
  for (const each of left) await passOn(each)
}

/** One step of one case. */
async function advance(current: Case, around: Surroundings, now: number): Promise<boolean> {
  const next = stepOf(current, around, now)
  if (!next) return false
  const { move, change } = next
  const deed: CaseDeed = { move, moveId: next.moveId, by: CLOCK, now }
  const after = moved(current, deed, change, CALENDAR)
  if (!(await writeMoved(current, after))) return false
  const loaded = await loadCase(current._id)
  if (loaded) await follow(loaded, now)
  return true
}

interface Step {
  move: CaseMoveName
  moveId: string
  change: CaseChange
}

function stepOf(current: Case, around: Surroundings, now: number): Step | null {
  const passed = passing(current, around, now)
  if (passed) return { move: 'passOn', moveId: `passOn.${current.revision}`, change: passed }
  const opinion = nextOpinionRung(current, CALENDAR)
  if (opinion && opinion.rung.at <= now) return opinionStep(current, opinion, around, now)
  if (!isOwnStepDue(current, now, CALENDAR)) return null
  const deed = { by: CLOCK, now, moveId: `${current.state}.${current.revision}` }
  const intake = takingUnit(around.units.get(around.rules.intakeUnitId)!, around.rules, now)
  const arbiter = { personId: around.rules.arbiterId, name: around.rules.arbiterName }
  const rulesAround = { calendar: CALENDAR, intake, arbiter }
  if (current.state === 'answered') return { move: 'silence', moveId: deed.moveId, change: silent(current) }
  if (current.state === 'asking')
    return {
      move: 'goOn',
      moveId: deed.moveId,
      change: wentOn(current, { ...deed, move: 'goOn' }, rulesAround),
    }
  const rung = nextRung(current, CALENDAR)
  if (!rung || rung.at > now) return null
  const listeners = rung.tells.flatMap((who) => listenersOf(who, current, around, now))
  return {
    move: 'climb',
    moveId: `${rung.name}.${current.revision}`,
    change: climbedTo(current, rung.name, listeners, now),
  }
}

/** What a helping unit owes climbs as a case does, around that unit. */
function opinionStep(
  current: Case,
  { unitId, rung }: { unitId: string; rung: CaseRung },
  around: Surroundings,
  now: number,
): Step {
  const { ownerId, ownerName, unitPath } = opinionOf(current, unitId)!
  const seen = { ...current, ownerId, ownerName, unitId, unitPath, gathering: null }
  const listeners = rung.tells.flatMap((who) => listenersOf(who, seen, around, now))
  return {
    move: 'climb',
    moveId: `${rung.name}.${unitId}.${current.revision}`,
    change: opinionClimbed(current, unitId, rung.name, listeners),
  }
}

/** Whom a rung tells; the arbiter where there is nobody, since a rung that tells nobody would be none. */
function listenersOf(who: RungListener, current: Case, { rules, units }: Surroundings, now: number): Named[] {
  const arbiter = { personId: rules.arbiterId, name: rules.arbiterName }
  if (who === 'owner') return [{ personId: current.ownerId, name: current.ownerName }]
  if (who === 'head') return [units.get(current.unitId)?.head ?? arbiter]
  if (who === 'inspector') {
    const unit = units.get(rules.inspectionUnitId ?? '')
    return [unit ? takingUnit(unit, rules, now).answerer : arbiter]
  }
  if (current.gathering) return [{ personId: current.gathering.leaderId, name: current.gathering.leaderName }]
  const above = current.unitPath.slice(1).map((id) => units.get(id)?.head)
  return [above.find(Boolean) ?? arbiter]
}
