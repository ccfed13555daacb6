/** What people are told outside the app: group, who asks, first words, until when, and nothing that is anybody's own. */
import type { Obligation } from '../../../miniprogram/domain/obligations'
import { sayMinute } from '../../../miniprogram/domain/times'
import { thing, type Letter } from '../pushes'

/** Numbers of phones, cards and houses' owners do not leave the app: long runs of digits are covered. */
function covered(text: string): string {
  return text.replace(/\d{5,}/g, '＊＊＊')
}

/** Where a tap leads: to the message that asks; a look that is owed is done where 群主 decides, not in the chat. */
function pageOf({ source: { about, conversationId, messageId } }: Obligation): string {
  const page = about === 'mention' ? 'packages/groups/chat/chat' : 'packages/groups/review/review'
  return `${page}?conversationId=${conversationId}&messageId=${messageId}`
}

export function letterOf(obligation: Obligation, openid: string): Letter {
  const { source, askerName, title, dueAt } = obligation
  return {
    name: 'mention',
    openid,
    page: pageOf(obligation),
    data: {
      thing1: thing(source.conversationName),
      thing2: thing(askerName),
      thing3: thing(covered(title) || '［图片］'),
      time4: { value: sayMinute(dueAt.getTime()) },
    },
  }
}

/** In a unit's WeCom group. */
export function robotWords(obligation: Obligation, name: string): string {
  const { source, askerName, title, dueAt } = obligation
  const until = sayMinute(dueAt.getTime())
  return `【待回应】${source.conversationName}：${askerName}问「${covered(title)}」，请 ${name} 在 ${until} 前回应。打开小程序「群上见」就能看到。`
}

/** Spoken. */
export function callWords({ source }: Obligation): string {
  return `群上见提醒您，${source.conversationName}里有人在等您回应，请打开小程序查看。`
}
