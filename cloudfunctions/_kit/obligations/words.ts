/** What people are told outside the app: group, who asks, first words, until when, and nothing that is anybody's own. */
import type { AnyObligation } from '../../../miniprogram/domain/obligations'
import { sayCaseNumber } from '../../../miniprogram/domain/case-numbers'
import { sayMinute } from '../../../miniprogram/domain/times'
import { thing, type Letter } from '../pushes'

/** Numbers of phones, cards and houses' owners do not leave the app: long runs of digits are covered. */
function covered(text: string): string {
  return text.replace(/\d{5,}/g, '＊＊＊')
}

/** Where it was asked, as people call it. */
function placeOf({ source }: AnyObligation): string {
  return source.area === 'groups' ? source.conversationName : `诉求 ${sayCaseNumber(source.number)}`
}

/** Where a tap leads: to the message that asks, to the case; a look that is owed is done where 群主 decides. */
function pageOf({ source }: AnyObligation): string {
  if (source.area === 'requests') return `packages/requests/case/case?caseId=${source.caseId}`
  const { about, conversationId, messageId } = source
  const page = about === 'mention' ? 'packages/groups/chat/chat' : 'packages/groups/review/review'
  return `${page}?conversationId=${conversationId}&messageId=${messageId}`
}

export function letterOf(obligation: AnyObligation, openid: string): Letter {
  const { askerName, title, dueAt } = obligation
  return {
    name: 'mention',
    openid,
    page: pageOf(obligation),
    data: {
      thing1: thing(placeOf(obligation)),
      thing2: thing(askerName),
      thing3: thing(covered(title) || '［图片］'),
      time4: { value: sayMinute(dueAt.getTime()) },
    },
  }
}

/** In a unit's WeCom group. */
export function robotWords(obligation: AnyObligation, name: string): string {
  const { askerName, title, dueAt } = obligation
  const until = sayMinute(dueAt.getTime())
  return `【待回应】${placeOf(obligation)}：${askerName}问「${covered(title)}」，请 ${name} 在 ${until} 前回应。打开小程序「群上见」就能看到。`
}

/** Spoken. */
export function callWords(obligation: AnyObligation): string {
  return `群上见提醒您，${placeOf(obligation)}里有人在等您回应，请打开小程序查看。`
}
