import type { DeskLog, FaultKind } from '../data'
import { button, element } from './element'
import { say } from './notice'
import { outsideFaults } from './outside-faults'
import { requestFaults } from './request-faults'
import { breakFunction } from './wire'

const KINDS: { how: FaultKind | null; id: string; label: string; hint: string }[] = [
  { how: null, id: 'none', label: '正常', hint: '照常回答' },
  { how: 'throw', id: 'throw', label: '出错', hint: '没有运行，云端报错' },
  { how: 'unreachable', id: 'unreachable', label: '断线', hint: '没有运行，连接断了' },
  { how: 'lostAnswer', id: 'lostAnswer', label: '丢回执', hint: '运行了，但回答没送到手机' },
]

/** Everything that can be broken on demand. `onFaults` hears how many faults are in force or wait for their turn. */
export function faultTable(onFaults: (count: number) => void): {
  panel: HTMLElement
  show(log: Pick<DeskLog, 'faults' | 'requestFaults' | 'outsideFaults'>): void
} {
  const counts = { functions: 0, requests: 0, outside: 0 }
  const count = (part: keyof typeof counts, number: number) => {
    counts[part] = number
    onFaults(counts.functions + counts.requests + counts.outside)
  }
  const single = requestFaults(({ plans, timersTwice }) =>
    count('requests', plans.length + (timersTwice ? 1 : 0)),
  )
  const outside = outsideFaults((faults) => count('outside', faults.filter(({ how }) => how !== null).length))
  const list = element('div', { class: 'faults' })
  let drawn = ''

  const showFunctions = (faults: DeskLog['faults']) => {
    count('functions', Object.values(faults).filter((how) => how !== null).length)
    // Redrawing unchanged rows each second would pull buttons from under a finger or the keyboard focus.
    const state = JSON.stringify(faults)
    if (state === drawn) return
    drawn = state
    const focused = document.activeElement?.getAttribute('data-testid')
    list.replaceChildren(...Object.entries(faults).map(([name, how]) => rowOf(name, how)))
    if (focused) list.querySelector<HTMLElement>(`[data-testid="${CSS.escape(focused)}"]`)?.focus()
  }
  const rowOf = (name: string, now: FaultKind | null) =>
    element(
      'div',
      { class: now === null ? 'fault' : 'fault broken' },
      element('code', {}, name),
      element(
        'span',
        { class: 'segment', role: 'group', 'aria-label': `${name} 的故障` },
        ...KINDS.map(({ how, id, label, hint }) =>
          button(
            label,
            { title: hint, 'aria-pressed': String(how === now), 'data-testid': `fault-${name}-${id}` },
            () =>
              void breakFunction(name, how).then(
                (done) => showFunctions(done.faults),
                (error: Error) => say(error.message),
              ),
          ),
        ),
      ),
    )
  const panel = element(
    'section',
    {},
    element('h2', {}, '让云端出毛病'),
    element(
      'p',
      { class: 'hint' },
      '出错：云端没做成。断线：没送到云端。丢回执：云端做成了，手机却没收到回答。',
    ),
    list,
    single.panel,
    outside.panel,
    single.foot,
  )
  return {
    panel,
    show(log) {
      showFunctions(log.faults)
      single.show(log.requestFaults, Object.keys(log.faults))
      outside.show(log.outsideFaults)
    },
  }
}
