import type { DeskDelivery } from '../data'
import { button, element } from './element'
import { say } from './notice'
import { clockTime } from './times'
import { answerCall } from './wire'

const HEADS: Record<DeskDelivery['kind'], string> = {
  message: '微信 · 服务通知',
  sms: '短信',
  call: '电话',
  group: '企业微信',
}
const MARKS: Record<DeskDelivery['kind'], string> = { message: '微', sms: '信', call: '话', group: '企' }
const CALL_ENDS: Record<string, string> = {
  answered: '已接听，电话里说：',
  declined: '已挂断',
  missed: '未接来电',
}

/** One notice as its holder sees it on the lock screen. A tap on one that leads somewhere calls `onTap`. */
export function deliveryCard(delivery: DeskDelivery, appName: string, onTap: () => void): HTMLElement {
  const { kind, title, text, lines, page, at, call } = delivery
  const head = element(
    'p',
    { class: 'card-head' },
    element('i', { class: `card-mark ${kind}`, 'aria-hidden': 'true' }, MARKS[kind]),
    element('span', {}, kind === 'message' ? `${HEADS[kind]} · ${appName}` : HEADS[kind]),
    element('time', {}, clockTime(at)),
  )
  if (kind === 'message') {
    const rows = lines.map(({ label, value }) =>
      element('span', { class: 'card-line' }, element('em', {}, label), element('b', {}, value)),
    )
    const card = button('', { class: 'notice-card', 'data-testid': 'notice-card' }, onTap)
    card.append(head, element('strong', {}, title), ...rows)
    if (page) card.append(element('span', { class: 'card-more' }, '进入小程序查看'))
    return card
  }
  const body: Node[] = call ? [element('strong', {}, CALL_ENDS[call] ?? '')] : []
  if (!call || call === 'answered') body.push(element('span', {}, text))
  return element('div', { class: 'notice-card', 'data-testid': 'notice-card' }, head, ...body)
}

/** A phone that rings, over whatever the phone shows. */
export function ringingCard({ id, to }: DeskDelivery): HTMLElement {
  const end = (how: 'answered' | 'declined') => () =>
    void answerCall(id, how).catch((error: Error) => say(error.message))
  return element(
    'div',
    { class: 'ringing', role: 'alertdialog', 'aria-label': '来电', 'data-testid': 'ringing' },
    element('p', {}, element('strong', {}, '来电'), element('span', {}, `语音提醒 · ${to}`)),
    button('挂断', { class: 'decline' }, end('declined')),
    button('接听', { class: 'answer' }, end('answered')),
  )
}
