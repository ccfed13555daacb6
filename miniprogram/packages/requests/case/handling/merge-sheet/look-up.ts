/** Which case a typed number means, read back before another is merged into it. */
import { parseCaseNumber, sayCaseNumber } from '../../../../../domain/case-numbers'
import { sentenceFor } from '../../../../../domain/errors'
import { findNumbered } from '../../../../../services/requests-duplicates'

export interface NumberedCase {
  number: string
  /** 4821 7735 */
  said: string
  title: string
  label: string
}

/** @param caseId the one that would end @returns one of the two: what was found, or a sentence why nothing was */
export async function lookUp(
  typed: string,
  caseId: string,
): Promise<{ found: NumberedCase | null; problem: string }> {
  const refused = (problem: string) => ({ found: null, problem })
  const number = parseCaseNumber(typed)
  // The check digit finds a slip before the cloud is asked.
  if (number === null) return refused('编号是八位数字，这个不对，再看一眼')
  const answer = await findNumbered(number)
  if (answer.ok) {
    const { title, label } = answer.data
    if (answer.data.caseId === caseId) return refused('这就是眼前这一件，要填另一件的编号')
    return { problem: '', found: { number, said: sayCaseNumber(number), title, label } }
  }
  if (answer.code === 'OFFLINE') return refused('现在没有网络，连上再点一次')
  if (answer.code === 'NOT_FOUND') return refused('没有这个编号的诉求，或者它不归你看')
  return refused(sentenceFor(answer.code, answer.facts))
}
