import { element } from './element'
import type { PhoneReport } from './phone-link'
import { SIDE_NAMES, type Side } from './side'

const KEPT = 50
const HEADS: Record<string, string> = { error: '出错', unsupported: '不支持' }

/** What went wrong inside the phones: errors of the app, and abilities the local phone does not have. */
export function phoneReports(): { panel: HTMLElement; add(side: Side, report: PhoneReport): void } {
  const list = element('ul', { class: 'reports', 'data-testid': 'phone-reports' })
  const panel = element('section', { hidden: true }, element('h2', {}, '手机里的毛病'), list)
  return {
    panel,
    add(side, report) {
      const head = HEADS[report.type]
      if (head === undefined) return
      const text = typeof report.message === 'string' ? report.message : factsIn(report)
      list.prepend(element('li', { class: report.type }, `${SIDE_NAMES[side]} · ${head}：${text}`))
      while (list.children.length > KEPT) list.lastElementChild?.remove()
      panel.hidden = false
    },
  }
}

function factsIn(report: PhoneReport): string {
  const facts = Object.entries(report).filter(([name]) => !['from', 'device', 'type'].includes(name))
  return facts.map(([, value]) => (typeof value === 'string' ? value : JSON.stringify(value))).join(' ')
}
