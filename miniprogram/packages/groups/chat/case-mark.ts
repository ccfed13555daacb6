/** A case in the words of a chat. Pure. */
import type { CaseMark } from '../../../domain/contract/groups/messages'
import { wordInChat } from '../../../domain/case-card'
import { sayCaseNumber } from '../../../domain/case-numbers'

export interface SaidCase {
  caseId: string | null
  /** 4821 7735 */
  number: string
  /** 收到了, 在办, 有答复 … */
  shown: string
}

export function saidCase({ caseId, number, state }: CaseMark): SaidCase {
  return { caseId, number: sayCaseNumber(number), shown: wordInChat(state) }
}

/** The case's own page; nothing for whom it does not concern. */
export function openCase(caseId: string | null): void {
  if (caseId) wx.navigateTo({ url: `/packages/requests/case/case?caseId=${caseId}` })
}
