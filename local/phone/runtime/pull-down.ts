import { callPage, type OpenPage } from './pages'

/** Height (px) the page moves down by while it refreshes. */
const HEIGHT = 60

interface Refresh {
  start(): void
  stop(): void
}

const refreshes = new WeakMap<OpenPage, Refresh>()

/** The pull-down refresh of a page: dots above the page, and onPullDownRefresh, until it is stopped. */
export function refreshOf(page: OpenPage): Refresh {
  const known = refreshes.get(page)
  if (known) return known
  const dots = document.createElement('div')
  dots.className = 'phone-refresh'
  dots.textContent = '• • •'
  dots.hidden = true
  page.view.viewport.prepend(dots)
  let running = false
  const refresh: Refresh = {
    start() {
      if (running) return
      running = true
      dots.hidden = false
      page.view.scroller.style.transform = `translateY(${HEIGHT}px)`
      callPage(page, 'onPullDownRefresh')
    },
    stop() {
      running = false
      dots.hidden = true
      page.view.scroller.style.transform = ''
    },
  }
  refreshes.set(page, refresh)
  return refresh
}

/** Start it when a finger draws the page down from its top. */
export function listenToPull(page: OpenPage) {
  const { scroller } = page.view
  let from: number | null = null
  const begin = (y: number) => void (from = scroller.scrollTop <= 0 ? y : null)
  const end = (y: number) => {
    if (from !== null && y - from > HEIGHT) refreshOf(page).start()
    from = null
  }
  scroller.addEventListener('touchstart', (event) => begin(event.touches[0]?.clientY ?? 0), { passive: true })
  scroller.addEventListener('touchend', (event) => end(event.changedTouches[0]?.clientY ?? 0))
  scroller.addEventListener('mousedown', (event) => begin(event.clientY))
  scroller.addEventListener('mouseup', (event) => end(event.clientY))
}
