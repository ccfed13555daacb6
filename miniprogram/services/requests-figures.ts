/** 每月数字 and their sheet. One function per action. */
import type { Answer } from '../domain/contract/envelope'
import type { Requests } from '../domain/contract/requests'
import { callAction } from './cloud'
import { writeDocument } from './files'
import { moveOnce } from './moves'

type Of<Name extends keyof Requests> = Promise<Answer<Requests[Name]['output']>>

/** @param month such as 2026-04 */
export function readFigures(month: string): Of<'readFigures'> {
  return callAction('requests', 'readFigures', { month })
}

/** A sheet as it came to this phone. */
export interface ExportedCases {
  /** Null when the phone has no room for it. */
  path: string | null
  fileName: string
  rows: number
  /** There are no more than these. */
  whole: boolean
}

/** The month as a file; asked again after a lost answer it is on record once. @param month such as 2026-04 */
export async function exportCases(month: string): Promise<Answer<ExportedCases>> {
  const answer = await moveOnce(`exportCases/${month}`, (exportId) =>
    callAction('requests', 'exportCases', { month, exportId }),
  )
  if (!answer.ok) return answer
  const { base64, ...sheet } = answer.data
  const path = await writeDocument(sheet.fileName, base64)
  return { ok: true, data: { ...sheet, path } }
}

/** @param reason why units stand beside each other from now on; null when they do no more */
export function compareUnits(reason: string | null): Of<'compareUnits'> {
  return moveOnce(`compareUnits/${reason ?? ''}`, (moveId) =>
    callAction('requests', 'compareUnits', { reason, moveId }),
  )
}
