/** Moving a case: the only way it ever changes. */
import {
  moved,
  type CaseAround,
  type CaseChange,
  type CaseDeed,
  type Named,
} from '../../miniprogram/domain/case-moves'
import {
  CASE_STATES,
  mayMoveCase,
  ruleOf,
  type CaseMoveName,
  type CaseRole,
} from '../../miniprogram/domain/case-states'
import type { Case, CasePhoto } from '../../miniprogram/domain/cases'
import { Refusal } from '../_kit/refusal'
import { CALENDAR } from './calendar'
import { follow } from './follow'
import { rolesOn, seatOf, type Seat } from './seat'
import { loadCase, writeMoved, type LoadedCase } from './store'
import { caseUnits, unitIn, type CaseUnit } from './units'

export interface CaseScene extends LoadedCase {
  seat: Seat
  roles: CaseRole[]
}

/**
 * A case and who looks at it. Two requests.
 * @throws Refusal NOT_FOUND, the same for "not there" and "not yours": an id must not be probed
 */
export async function sceneOf(caseId: string, personId: string): Promise<CaseScene> {
  const scene = await anySceneOf(caseId, personId)
  if (scene.roles.length === 0) throw new Refusal('NOT_FOUND')
  return scene
}

async function anySceneOf(caseId: string, personId: string): Promise<CaseScene> {
  const [loaded, seat] = await Promise.all([loadCase(caseId), seatOf(personId)])
  if (!loaded) throw new Refusal('NOT_FOUND')
  return { ...loaded, seat, roles: rolesOn(loaded.current, seat) }
}

export interface MoveInput {
  caseId: string
  moveId: string
  personId: string
  now: number
  move: CaseMoveName
  words?: string
  photos?: CasePhoto[]
}

/** What a judge may look at. */
export interface Judging extends CaseAround {
  scene: CaseScene
  deed: CaseDeed
  units: Map<string, CaseUnit>
}

/**
 * Loads, checks, judges, writes and lets follow. Three requests to read, one more when units are needed, four to write,
 * and what telling costs: one, and for each told one, or three where a push goes out.
 * @param unitsOf whose takers the judge needs, besides those of the intake
 * @param judge what the move does, from the case as it stands; throws the Refusal when it can be done no more
 * @throws Refusal NOT_FOUND, NOT_ALLOWED, MOVE_REFUSED
 */
export async function moveCase(
  input: MoveInput,
  judge: (current: Case, judging: Judging) => CaseChange,
  { unitsOf, intake = false }: { unitsOf?: (current: Case) => string[]; intake?: boolean } = {},
): Promise<CaseScene> {
  const { caseId, moveId, personId, now, move, words, photos } = input
  for (;;) {
    const scene = await anySceneOf(caseId, personId)
    const { current, seat, roles } = scene
    // Before anything is asked about him: who refused a case has no part in it any more.
    if (wasMoved(current, moveId, personId)) return finished(scene, now)
    if (roles.length === 0) throw new Refusal('NOT_FOUND')
    check(current, move, roles)
    const { rules } = seat
    const needed = [...(unitsOf?.(current) ?? []), ...(intake ? [rules.intakeUnitId] : [])]
    const units = needed.length > 0 ? await caseUnits(needed) : new Map<string, CaseUnit>()
    const deed = {
      move,
      moveId,
      by: nameOf(current, seat),
      now,
      ...(words ? { words } : {}),
      ...(photos ? { photos } : {}),
    }
    const change = judge(current, {
      ...{ scene, deed, units, calendar: CALENDAR },
      arbiter: { personId: rules.arbiterId, name: rules.arbiterName },
      get intake() {
        return unitIn(units, rules.intakeUnitId, rules, now)
      },
    })
    const after = moved(current, deed, change, CALENDAR)
    if (!(await writeMoved(current, after))) continue
    await follow({ current: after, obligation: scene.obligation }, now)
    return { ...scene, current: after, roles: rolesOn(after, seat) }
  }
}

/** A requester is called as he called himself in this case. */
function nameOf({ requesterId, requesterName }: Case, { personId, name }: Seat): Named {
  return { personId, name: requesterId === personId ? requesterName : name || '工作人员' }
}

/** This person did this very thing before: a repeat after a lost answer. */
function wasMoved({ history }: Case, moveId: string, by: string): boolean {
  return history.some((entry) => entry.moveId === moveId && entry.by === by)
}

/** What follows may have been left out by a crash. */
async function finished(scene: CaseScene, now: number): Promise<CaseScene> {
  if (scene.current.unfollowed) await follow(scene, now)
  return scene
}

function check({ state }: Case, move: CaseMoveName, roles: CaseRole[]): void {
  if (!ruleOf(move).by.some((role) => roles.includes(role as CaseRole))) throw new Refusal('NOT_ALLOWED')
  if (!mayMoveCase(move, state, roles)) throw new Refusal('MOVE_REFUSED', { state: CASE_STATES[state].label })
}
