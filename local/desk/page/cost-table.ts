import type { DeskCost } from '../data'
import { button, element } from './element'
import { say } from './notice'
import { clearCosts, readCosts } from './wire'

const EVERY = 1000
const HEADS = ['动作', '次', '毫秒', '数据库请求', '读', '写', '字节']

/** The tab of what each action costs, one row an action, as it happens. It asks the server only while it is looked at. */
export function costTable(): { panel: HTMLElement; start(): void; stop(): void } {
  const rows = element('tbody', { 'data-testid': 'costs' })
  const summary = element('p', { class: 'hint', 'data-testid': 'costs-summary' })
  let timer: number | undefined
  let asking = false

  const draw = (costs: DeskCost[]) => {
    rows.replaceChildren(...costs.map(rowOf))
    const all = (unit: 'invocations' | 'databaseRequests') => costs.reduce((sum, cost) => sum + cost[unit], 0)
    summary.textContent =
      costs.length === 0
        ? '还没有调用。在手机上点一点，这里就有了。'
        : `共 ${all('invocations')} 次调用、${all('databaseRequests')} 次数据库请求。下面是每次的平均。`
  }
  const ask = async () => {
    if (asking || document.hidden) return
    asking = true
    await readCosts().then(draw, (error: Error) => say(error.message))
    asking = false
  }
  const restart = button('从零数起', { class: 'quiet', 'data-testid': 'costs-clear' }, () => {
    clearCosts().then(draw, (error: Error) => say(error.message))
  })
  draw([])

  const head = element('tr', {}, ...HEADS.map((word) => element('th', {}, word)))
  const panel = element(
    'div',
    { class: 'log' },
    element('h2', { class: 'tight' }, '每个动作的花费'),
    element('div', { class: 'bar' }, summary, restart),
    element('table', { class: 'calls costs' }, element('thead', {}, head), rows),
    element(
      'p',
      { class: 'hint' },
      '读：数据库看过的文档；写：新建、改动、删掉的；字节：数据库给函数的和函数给手机的。一个月要多少：npm run cost。',
    ),
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

function rowOf(cost: DeskCost): HTMLElement {
  const each = (sum: number) => {
    const average = sum / cost.invocations
    return average >= 10 || Number.isInteger(average) ? String(Math.round(average)) : average.toFixed(1)
  }
  const { invocations, ms, databaseRequests, documentsRead, documentsWritten, bytesOut } = cost
  const averages = [ms, databaseRequests, documentsRead, documentsWritten, bytesOut].map(each)
  return element(
    'tr',
    { class: cost.failed > 0 ? 'failed' : '', title: cost.failed > 0 ? `${cost.failed} 次没成` : '' },
    ...[cost.action, String(invocations), ...averages].map((text) => element('td', {}, text)),
  )
}
