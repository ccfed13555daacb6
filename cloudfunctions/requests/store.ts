/** The area's database calls. */
import type { CaseObligation } from '../../miniprogram/domain/case-obligation'
import type { Case } from '../../miniprogram/domain/cases'
import { command, db } from '../_kit/cloud'
import { find } from '../_kit/once'

export const CASES = 'cases'

export interface LoadedCase {
  current: Case
  /** Null when a crash left it out. */
  obligation: CaseObligation | null
}

/** A case with its obligation, which has the same id. One request; null when there is none. */
export async function loadCase(caseId: string): Promise<LoadedCase | null> {
  const { data } = await db
    .collection(CASES)
    .aggregate()
    .match({ _id: caseId })
    .lookup({ from: 'obligations', localField: '_id', foreignField: '_id', as: 'obligations' })
    .end()
  const [joined] = data as (Case & { obligations: CaseObligation[] })[]
  if (!joined) return null
  const { obligations, ...current } = joined
  return { current, obligation: obligations[0] ?? null }
}

export function findCase(caseId: string): Promise<Case | null> {
  return find<Case>(CASES, caseId)
}

/**
 * Writes a case as it stands after a move, if nothing moved it meanwhile. One request.
 * @returns false when something did
 */
export async function writeMoved(before: Case, after: Case): Promise<boolean> {
  const { _id, history, ...fields } = after
  // Set as a whole: merged into null, an object's fields would have nowhere to go.
  const set = Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [name, isPlain(value) ? command.set(value) : value]),
  )
  const { updated } = await db
    .collection(CASES)
    .where({ _id, revision: before.revision, state: before.state })
    .update({ ...set, history: command.push(history.slice(before.history.length)) })
  return updated === 1
}

function isPlain(value: unknown): value is object {
  return value !== null && typeof value === 'object' && !Array.isArray(value) && !(value instanceof Date)
}

/** A person's own, the newest first. Index own. */
export async function casesOf(requesterId: string, before: number | null, limit: number): Promise<Case[]> {
  const { data } = await db
    .collection(CASES)
    .where({ requesterId, ...(before === null ? {} : { receivedAt: command.lt(new Date(before)) }) })
    .orderBy('receivedAt', 'desc')
    .limit(limit)
    .get()
  return data as Case[]
}
