import { button, element } from './element'

export interface Tab {
  id: string
  label: string
  panel: HTMLElement
  onShow?: () => void
  onHide?: () => void
}

/** A row of tabs over their panels; the first is shown. Arrow keys move between tabs, as readers expect. */
export function tabs(all: Tab[]): {
  root: HTMLElement
  show(id: string): void
  rename(id: string, label: string): void
} {
  const heads = all.map((tab, at) =>
    button(
      tab.label,
      {
        role: 'tab',
        id: `tab-${tab.id}`,
        'data-testid': `tab-${tab.id}`,
        'aria-controls': `panel-${tab.id}`,
      },
      () => show(at),
    ),
  )
  let shown = -1
  const indexOf = (id: string) => all.findIndex((tab) => tab.id === id)
  const show = (at: number) => {
    if (at === shown) return
    all[shown]?.onHide?.()
    shown = at
    all.forEach((tab, index) => {
      tab.panel.hidden = index !== at
      heads[index]?.setAttribute('aria-selected', String(index === at))
      heads[index]?.setAttribute('tabindex', index === at ? '0' : '-1')
    })
    all[at]?.onShow?.()
  }
  for (const tab of all) {
    tab.panel.id = `panel-${tab.id}`
    tab.panel.setAttribute('role', 'tabpanel')
    tab.panel.setAttribute('aria-labelledby', `tab-${tab.id}`)
  }
  const list = element('div', { class: 'tabs', role: 'tablist' }, ...heads)
  list.addEventListener('keydown', (event) => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
    if (step === 0) return
    const next = (shown + step + all.length) % all.length
    show(next)
    heads[next]?.focus()
  })
  show(0)
  return {
    root: element('div', { class: 'tabbed' }, list, ...all.map((tab) => tab.panel)),
    show: (id) => show(indexOf(id)),
    rename(id, label) {
      const head = heads[indexOf(id)]
      if (head) head.textContent = label
    },
  }
}
