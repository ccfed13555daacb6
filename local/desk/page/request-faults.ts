import type { DeskRequestFaults, RequestFaultKind } from '../data'
import { button, element } from './element'
import { say } from './notice'
import { clearFaults, planFault, ringTwice } from './wire'

const KINDS: [RequestFaultKind, string][] = [
  ['fail', '报错，没写成'],
  ['timeout', '没有回音，没写成'],
  ['lostAnswer', '写成了，回音丢了'],
  ['killBefore', '云函数被杀，没写成'],
  ['killAfter', '云函数被杀，写成了'],
]
const MOST_REQUESTS = 12

/** Faults of the n-th database request of one function, and timers that ring twice. */
export function requestFaults(onChange: (faults: DeskRequestFaults) => void): {
  panel: HTMLElement
  /** The button that ends all faults, for below everything. */
  foot: HTMLElement
  show(faults: DeskRequestFaults, functions: string[]): void
} {
  const names = element('select', { 'aria-label': '云函数', 'data-testid': 'request-fault-function' })
  const order = element(
    'select',
    { 'aria-label': '第几次数据库请求', 'data-testid': 'request-fault-request' },
    ...Array.from({ length: MOST_REQUESTS }, (_, n) => option(String(n + 1), `第 ${n + 1} 次请求`)),
  )
  const kinds = element(
    'select',
    { 'aria-label': '怎样出毛病', 'data-testid': 'request-fault-kind' },
    ...KINDS.map(([kind, label]) => option(kind, label)),
  )
  const twice = element('input', { type: 'checkbox', 'data-testid': 'timers-twice' })
  const state = element('p', { class: 'hint', 'data-testid': 'request-faults' })

  const show = (faults: DeskRequestFaults, functions?: string[]) => {
    // Options that are there stay: replacing them would close a list that is open under a finger.
    const known = [...names.options].map(({ value }) => value)
    for (const name of functions ?? []) if (!known.includes(name)) names.append(option(name, name))
    twice.checked = faults.timersTwice
    const waiting = faults.plans.map(({ function: name = '任一云函数', request, kind }) => {
      const label = KINDS.find(([each]) => each === kind)?.[1] ?? kind
      return `${name} 第 ${request} 次请求：${label}`
    })
    onChange(faults)
    state.textContent = `等着的：${waiting.join('；') || '没有'}。已发生 ${faults.happened} 次。`
  }
  const turn = (asked: Promise<DeskRequestFaults>) =>
    void asked.then(
      (faults) => show(faults),
      (error: Error) => say(error.message),
    )
  const plan = button('安排一次', { 'data-testid': 'request-fault-plan' }, () => {
    const kind = kinds.value as RequestFaultKind
    turn(planFault({ function: names.value, request: Number(order.value), kind, times: 1 }))
  })
  const clear = button('毛病全部去掉', { class: 'quiet', 'data-testid': 'faults-clear' }, () =>
    turn(clearFaults()),
  )
  twice.addEventListener('change', () => turn(ringTwice(twice.checked)))

  const panel = element(
    'div',
    {},
    element('h3', {}, '一次数据库请求出毛病'),
    element('div', { class: 'bar' }, names, order, kinds, plan),
    element('label', { class: 'timers-twice' }, twice, '每个定时任务都响两遍'),
    state,
  )
  return { panel, foot: element('div', { class: 'bar' }, clear), show }
}

const option = (value: string, label: string) => element('option', { value }, label)
