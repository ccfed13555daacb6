import type * as glassEasel from 'glass-easel'
import { hostOf } from './dom'

interface RefresherData {
  refresherEnabled: boolean
  refresherThreshold: number
  refresherTriggered: boolean
}

type Touches = { touches: { clientY: number }[]; changedTouches: { clientY: number }[] }

/** Pull-to-refresh of a scroll-view: asks the app when drawn down far enough, shows dots while `refresher-triggered`. */
export function listenToRefresher(view: glassEasel.GeneralComponent) {
  const host = hostOf(view)
  const data = () => view.data as unknown as RefresherData
  const dots = document.createElement('div')
  dots.className = 'part-refresher'
  dots.textContent = '• • •'
  dots.hidden = true
  host.prepend(dots)
  let from: number | null = null
  view.addListener('touchstart', (event) => {
    const { touches } = event as unknown as Touches
    from = data().refresherEnabled && host.scrollTop <= 0 ? (touches[0]?.clientY ?? null) : null
  })
  view.addListener('touchend', (event) => {
    const { changedTouches } = event as unknown as Touches
    const drawn = from === null ? 0 : (changedTouches[0]?.clientY ?? 0) - from
    from = null
    if (drawn < data().refresherThreshold || data().refresherTriggered) return
    view.triggerEvent('refresherpulling', { dy: drawn })
    view.triggerEvent('refresherrefresh', { dy: drawn })
  })
  view.dynamicAddObserver(() => {
    const shown = data().refresherEnabled && data().refresherTriggered
    if (dots.hidden === shown) {
      dots.hidden = !shown
      if (!shown) view.triggerEvent('refresherrestore', {})
    }
  }, 'refresherTriggered')
}
