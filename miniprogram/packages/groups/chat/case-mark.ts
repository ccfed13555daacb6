/** A case in the words of a chat. Pure. */
import type { CaseMark } from '../../../domain/contract/groups/messages'
import { sayCaseNumber } from '../../../domain/case-numbers'
import { CASE_STATES } from '../../../domain/case-states'

export interface SaidCase {
  caseId: string | null
  /** 4821 7735 */
  number: string
  /** What the requester reads: 收到了, 在办 … */
  shown: string
}

export function saidCase({ caseId, number, state }: CaseMark): SaidCase {
  return { caseId, number: sayCaseNumber(number), shown: CASE_STATES[state].shown }
}

/** The case's own page; nothing for whom it does not concern. */
export function openCase(caseId: string | null): void {
  if (caseId) wx.navigateTo({ url: `/packages/requests/case/case?caseId=${caseId}` })
}
