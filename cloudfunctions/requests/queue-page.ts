/** A page of a queue, in the order in which steps are due. */
import * as v from 'valibot'
import type { Case } from '../../miniprogram/domain/cases'
import { command, db } from '../_kit/cloud'
import { id, number } from '../_kit/inputs'
import { CASES } from './store'

export const QUEUE_PAGE = 20

/** The last one shown; null for the first page. */
export const afterCase = v.nullable(v.strictObject({ dueAt: number, caseId: id }))

/**
 * After the last one shown. At 18:00 many are due at once: those of its own moment come first, and no index serves both
 * ranges in one question. One request for the first page, two for others; one case more than a page says that there is
 * another.
 */
export async function pageOfQueue(where: object, after: v.InferOutput<typeof afterCase>): Promise<Case[]> {
  if (!after) return sorted(where)
  const at = new Date(after.dueAt)
  const [same, later] = await Promise.all([
    sorted({ ...where, stepDueAt: at, _id: command.gt(after.caseId) }),
    sorted({ ...where, stepDueAt: command.gt(at) }),
  ])
  return [...same, ...later].slice(0, QUEUE_PAGE + 1)
}

async function sorted(where: object): Promise<Case[]> {
  const { data } = await db
    .collection(CASES)
    .where(where)
    .orderBy('stepDueAt', 'asc')
    .orderBy('_id', 'asc')
    .limit(QUEUE_PAGE + 1)
    .get()
  return data as Case[]
}
