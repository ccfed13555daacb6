import type { AppConfig } from '../app-package'
import { onSettingChange, tabBarHeight } from './device'
import { tabBarLayer } from './screen'
import { themed } from './theme'

export interface TabBar {
  routes: string[]
  /** False when the app draws its own. */
  native: boolean
  visible(): boolean
  setVisible(visible: boolean): void
  showFor(route: string): void
  setBadge(index: number, text: string | null): void
  setDot(index: number, shown: boolean): void
  setItem(index: number, change: { text?: string; iconPath?: string; selectedIconPath?: string }): void
  setStyle(change: Record<string, unknown>): void
  onTap(listener: (route: string, index: number) => void): void
}

/** The native tab bar of app.json. @param assetUrl turns a path in the app into an address */
export function createTabBar(config: AppConfig['tabBar'], assetUrl: (path: string) => string): TabBar {
  const items = (config?.list ?? []).map((item) => ({ ...item, badge: null as string | null, dot: false }))
  const look: Record<string, unknown> = { ...config }
  const native = !!config && !config.custom
  let shown = true
  let current = ''
  let tapped: (route: string, index: number) => void = () => undefined
  tabBarLayer.style.height = `${tabBarHeight}px`
  tabBarLayer.setAttribute('role', 'tablist')

  function drawItem(item: (typeof items)[number], index: number) {
    const selected = item.pagePath === current
    const tab = document.createElement('div')
    tab.className = 'phone-tab'
    tab.tabIndex = 0
    tab.setAttribute('role', 'tab')
    tab.setAttribute('aria-selected', String(selected))
    tab.style.color = themed(selected ? look.selectedColor : look.color, selected ? '#07c160' : '#7a7e83')
    const icon = themed(selected ? (item.selectedIconPath ?? item.iconPath) : item.iconPath)
    if (icon) {
      const image = document.createElement('img')
      image.src = assetUrl(icon)
      image.alt = ''
      tab.append(image)
    }
    const label = document.createElement('span')
    label.textContent = item.text
    if (!icon) label.className = 'phone-tab-alone'
    tab.append(label)
    if (item.badge !== null || item.dot) {
      const badge = document.createElement('i')
      badge.className = item.badge === null ? 'phone-tab-dot' : 'phone-tab-badge'
      badge.textContent = item.badge ?? ''
      tab.append(badge)
    }
    tab.addEventListener('click', () => tapped(item.pagePath, index))
    tab.addEventListener('keydown', (event) => event.key === 'Enter' && tapped(item.pagePath, index))
    return tab
  }

  function draw() {
    tabBarLayer.hidden = !native || !shown || !items.some((item) => item.pagePath === current)
    if (tabBarLayer.hidden) return
    tabBarLayer.style.background = themed(look.backgroundColor, '#ffffff')
    tabBarLayer.style.borderTopColor = themed(look.borderStyle) === 'white' ? '#ffffff' : 'rgba(0,0,0,.12)'
    tabBarLayer.replaceChildren(...items.map(drawItem))
  }
  draw()
  onSettingChange('theme', draw)

  const item = (index: number) => {
    const found = items[index]
    if (!found) throw new Error('tabbar item not found')
    return found
  }
  const change = (act: () => void) => {
    act()
    draw()
  }
  return {
    routes: items.map(({ pagePath }) => pagePath),
    native,
    visible: () => shown,
    setVisible: (visible) => change(() => void (shown = visible)),
    showFor: (route) => change(() => void (current = route)),
    setBadge: (index, text) => change(() => Object.assign(item(index), { badge: text, dot: false })),
    setDot: (index, dot) => change(() => Object.assign(item(index), { badge: null, dot })),
    setItem: (index, given) => change(() => Object.assign(item(index), given)),
    setStyle: (given) => change(() => Object.assign(look, given)),
    onTap: (listener) => void (tapped = listener),
  }
}
