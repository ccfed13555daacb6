import { capsuleRect, statusBarHeight } from './device'

function element(tag: string, className: string, parent: HTMLElement): HTMLElement {
  const made = document.createElement(tag)
  made.className = className
  parent.append(made)
  return made
}

function statusBar(screen: HTMLElement) {
  const bar = element('div', 'phone-status', screen)
  bar.style.height = `${statusBarHeight}px`
  bar.setAttribute('aria-hidden', 'true')
  const time = element('span', '', bar)
  const battery = element('span', 'phone-battery', bar)
  battery.textContent = '▮▮▮'
  const tick = () => {
    time.textContent = new Date().toTimeString().slice(0, 5)
  }
  tick()
  setInterval(tick, 20_000)
}

function capsule(screen: HTMLElement) {
  const { top, width, height } = capsuleRect()
  const made = element('div', 'phone-capsule', screen)
  made.setAttribute('aria-hidden', 'true')
  made.textContent = '•••  ◉'
  Object.assign(made.style, {
    top: `${top}px`,
    width: `${width}px`,
    height: `${height}px`,
    lineHeight: `${height}px`,
  })
}

/** The screen and its layers, from the bottom: pages, tab bar, what the phone itself draws, sheets and messages. */
export const screen = element('div', 'phone-screen', document.body)
export const pagesLayer = element('div', 'phone-pages', screen)
export const tabBarLayer = element('div', 'phone-tabbar', screen)
statusBar(screen)
capsule(screen)
export const overlayLayer = element('div', 'phone-overlays', screen)
