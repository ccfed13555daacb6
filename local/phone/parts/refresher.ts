import type * as glassEasel from 'glass-easel'
import { hostOf } from './dom'

interface RefresherData {
  refresherEnabled: boolean
  refresherThreshold: number
  refresherTriggered: boolean
  refresherDefaultStyle: string
  refresherBackground: string
}

type Touches = { touches: { clientY: number }[] }

/** How much of a finger's way a scroll-view drawn beyond its top follows. */
const FOLLOWS = 0.5

/**
 * Pull-to-refresh of a scroll-view: comes down with the finger, asks the app when it is down far enough, and stays
 * while `refresher-triggered`. With the style `none` the app shows its own in the slot `refresher`.
 */
export function listenToRefresher(view: glassEasel.GeneralComponent) {
  const host = hostOf(view)
  const data = () => view.data as unknown as RefresherData
  const dots = document.createElement('div')
  dots.className = 'part-refresher'
  dots.setAttribute('aria-hidden', 'true')
  host.prepend(dots)
  let from: number | null = null
  let pulled = 0
  let running = false
  const draw = (height: number, animated: boolean) => {
    const { refresherDefaultStyle: style, refresherBackground } = data()
    dots.textContent = style === 'none' ? '' : '• • •'
    dots.style.cssText = `height:${height}px;color:${style === 'white' ? '#fff' : '#888'}`
    dots.style.background = refresherBackground ?? ''
    dots.style.transition = animated ? 'height 0.2s' : 'none'
  }
  draw(0, false)

  function begin() {
    running = true
    draw(data().refresherThreshold, true)
    view.triggerEvent('refresherrefresh', { dy: data().refresherThreshold })
  }
  view.addListener('touchstart', (event) => {
    const { touches } = event as unknown as Touches
    from = data().refresherEnabled && !running && host.scrollTop <= 0 ? (touches[0]?.clientY ?? null) : null
    pulled = 0
  })
  view.addListener('touchmove', (event) => {
    const { touches } = event as unknown as Touches
    if (from === null) return
    pulled = Math.max(((touches[0]?.clientY ?? from) - from) * FOLLOWS, 0)
    if (pulled === 0 || host.scrollTop > 0) return
    event.preventDefault()
    draw(pulled, false)
    view.triggerEvent('refresherpulling', { dy: pulled })
  })
  const release = () => {
    if (from === null) return
    from = null
    if (pulled >= data().refresherThreshold) {
      // the app says when it has finished; one that binds `refresher-triggered` says so by that
      view.setData({ refresherTriggered: true })
      if (!running) begin()
      return
    }
    draw(0, true)
    if (pulled > 0) view.triggerEvent('refresherabort', { dy: pulled })
  }
  view.addListener('touchend', release)
  view.addListener('touchcancel', release)
  view.dynamicAddObserver(() => {
    const wanted = data().refresherEnabled && data().refresherTriggered
    if (wanted === running) return
    if (wanted) return begin()
    running = false
    draw(0, true)
    view.triggerEvent('refresherrestore', { dy: 0 })
  }, 'refresherTriggered')
}
