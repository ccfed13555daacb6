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
 * After the last one shown: two may be due at the same moment. One request; one more than a page, which says that there
 * is another.
 */
export async function pageOfQueue(where: object, after: v.InferOutput<typeof afterCase>): Promise<Case[]> {
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
    .limit(QUEUE_PAGE + 1)
    .get()
  return data as Case[]
}
