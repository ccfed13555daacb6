import type { DeskLog, LogLine } from '../data'
import { clockPanel } from './clock-panel'
import { button, element } from './element'
import { faultTable } from './fault-table'
import { say } from './notice'
import { readLog } from './wire'

const EVERY = 1000
const KEPT = 300

/**
 * The tab of what the cloud did: invocations with their cost, faults on demand, the clock. It asks the server
 * only while it is looked at, so that a desk left open costs nothing.
 */
export function cloudLog(onFaults: (count: number) => void): {
  panel: HTMLElement
  start(): void
  stop(): void
} {
  const rows = element('tbody', { 'data-testid': 'log' })
  const summary = element('p', { class: 'hint', 'data-testid': 'log-summary' })
  const problem = element('pre', {
    class: 'problem',
    role: 'alert',
    'data-testid': 'code-problem',
    hidden: '',
  })
  const faults = faultTable(onFaults)
  const clock = clockPanel()
  let last: string | null = null
  let lines: LogLine[] = []
  let timer: number | undefined
  let asking = false

  const draw = () => {
    rows.replaceChildren(...[...lines].reverse().map(rowOf))
    const requests = lines.reduce((sum, line) => sum + line.databaseRequests, 0)
    summary.textContent =
      lines.length === 0
        ? '还没有调用。在手机上点一点，这里就有了。'
        : `${lines.length} 次调用，共 ${requests} 次数据库请求。`
  }
  const take = (log: DeskLog) => {
    clock.show(log)
    problem.hidden = log.codeProblem === null
    problem.textContent = log.codeProblem
    faults.show(log)
    if (log.lines.length === 0) return
    last = log.lines.at(-1)?.requestId ?? last
    lines = [...lines, ...log.lines].slice(-KEPT)
    draw()
  }
  // One question at a time: two under way would ask after the same line and show the answers twice.
  const ask = async () => {
    if (asking || document.hidden) return
    asking = true
    await readLog(last).then(take, (error: Error) => say(error.message))
    asking = false
  }
  draw()

  const restart = button('从零数起', { class: 'quiet', 'data-testid': 'log-clear' }, () => {
    lines = []
    draw()
  })
  const head = element(
    'tr',
    {},
    ...['时间', '云函数', '毫秒', '数据库', '结果'].map((word) => element('th', {}, word)),
  )
  const panel = element(
    'div',
    { class: 'log' },
    problem,
    clock.panel,
    faults.panel,
    element('h2', { class: 'tight' }, '调用记录'),
    element('div', { class: 'bar' }, summary, restart),
    element('table', { class: 'calls' }, element('thead', {}, head), rows),
  )
  return {
    panel,
    start() {
      void ask()
      timer = window.setInterval(() => void ask(), EVERY)
    },
    stop: () => clearInterval(timer),
  }
}

function rowOf(line: LogLine): HTMLElement {
  const time = new Date(line.at).toLocaleTimeString('zh-CN', { hour12: false, timeZone: 'Asia/Shanghai' })
  const what = line.action ? `${line.function}.${line.action}` : line.function
  const caller = line.caller ?? '无'
  const cells = [time, what, String(Math.round(line.ms)), String(line.databaseRequests)]
  return element(
    'tr',
    {
      class: line.ok ? '' : 'failed',
      title: `请求编号 ${line.requestId}\n调用者 ${caller} · 来源 ${line.source}`,
    },
    ...cells.map((text) => element('td', {}, text)),
    element('td', {}, line.ok ? '好' : (line.code ?? '没成')),
  )
}
