/** What only handlers see of a case, in sentences. */
import type { CaseView } from '../../../../domain/contract/requests'
import { sayAhead } from '../../../../domain/times'

export interface DeskFact {
  key: string
  words: string
  late: boolean
}

export function factsOf(
  { desk, ownerName, helper, late, state, unitName: atUnit }: CaseView,
  now: number,
): DeskFact[] {
  if (!desk) return []
  const { offeredTo, refusals, opinions, extension, reportedAt } = desk
  const fact = (key: string, words: string, isLate = false): DeskFact => ({ key, words, late: isLate })
  return [
    ...(state === 'offered' ? [fact('owner', `${atUnit} 接收之前，仍由 ${ownerName} 负责`, late)] : []),
    ...(offeredTo ? [fact('offer', `正转给 ${offeredTo.name}，接手前仍由 ${ownerName} 办`)] : []),
    ...(helper ? [fact('helper', `帮办 ${helper.name}（${helper.unitName}）`)] : []),
    ...refusals.map(({ unitName, words }, place) => fact(`refusal${place}`, `${unitName} 退回：${words}`)),
    ...opinions.map((opinion) => {
      const { unitId, unitName, dueAt, answeredAt, released } = opinion
      if (answeredAt) return fact(unitId, `${unitName} 给了协办意见`)
      if (released) return fact(unitId, `${unitName} 的协办意见不用等了`)
      return fact(unitId, `等 ${unitName} 协办，${sayAhead(dueAt, now)} 前`, dueAt < now)
    }),
    ...(extension ? [fact('extension', sayExtension(extension))] : []),
    ...(reportedAt ? [fact('reported', '已报督查', true)] : []),
  ]
}

function sayExtension({
  workdays,
  reason,
  byName,
  decision,
}: NonNullable<NonNullable<CaseView['desk']>['extension']>) {
  const asked = `${byName} 申请延 ${workdays} 个工作日：${reason}`
  if (decision === 'approved') return `${asked}（同意了）`
  return decision === 'refused' ? `${asked}（没有同意）` : `${asked}（等批）`
}
