import type { DeskDelivery, DeskPerson } from '../data'
import { element } from './element'
import { clockTime } from './times'

const KEPT = 200
const KINDS: Record<DeskDelivery['kind'], string> = {
  message: '订阅消息',
  sms: '短信',
  call: '语音电话',
  group: '群机器人',
}
const CALLS: Record<string, string> = {
  ringing: '响铃中',
  answered: '已接',
  declined: '挂断',
  missed: '未接',
}

/** The tab of everything that left the app by another way: to whom, what, and what became of it. */
export function deliveryList(people: DeskPerson[]): {
  panel: HTMLElement
  take(delivery: DeskDelivery): void
} {
  const names = new Map(people.map(({ openid, name }) => [openid, name]))
  const all = new Map<number, DeskDelivery>()
  const rows = element('tbody', { 'data-testid': 'deliveries' })
  const empty = element('p', { class: 'hint' }, '还没有通知发出。发出之后，也能在收到的人的锁屏上看到。')
  const table = element('table', { class: 'calls sent', hidden: true }, headOf(), rows)
  return {
    panel: element('div', { class: 'deliveries' }, empty, table),
    take(delivery) {
      all.set(delivery.id, delivery)
      if (all.size > KEPT) all.delete(Math.min(...all.keys()))
      empty.hidden = true
      table.hidden = false
      rows.replaceChildren(...[...all.values()].reverse().map((one) => rowOf(one, names)))
    },
  }
}

const headOf = () =>
  element('thead', {}, element('tr', {}, ...['时间', '渠道', '给谁', '内容', '结果'].map((word) => element('th', {}, word)))) // prettier-ignore

function rowOf(
  { at, kind, openids, to, title, text, lines, call, reached }: DeskDelivery,
  names: Map<string, string>,
) {
  const who = openids.map((openid) => names.get(openid) ?? '桌上没有的人').join('、')
  const words = text || [title, ...lines.map(({ value }) => value)].join(' · ')
  const result = !reached ? '没送出' : call ? (CALLS[call] ?? '') : '已送出'
  const cells = [clockTime(at), KINDS[kind], [who, to].filter(Boolean).join(' · '), words, result]
  return element('tr', { class: reached ? '' : 'failed' }, ...cells.map((cell) => element('td', {}, cell)))
}
