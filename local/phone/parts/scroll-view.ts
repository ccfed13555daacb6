import type * as glassEasel from 'glass-easel'
import { hostOf, toggleAttribute, type PartElement } from './dom'
import { listenToRefresher } from './refresher'

/** Side of a scroll-view that a scroll position is near. */
interface Near {
  upper: boolean
  lower: boolean
}

/** `<scroll-view>`: the element itself scrolls. */
export const registerScrollView = (space: glassEasel.ComponentSpace) =>
  space.defineComponent({
    is: 'scroll-view',
    properties: {
      scrollX: Boolean,
      scrollY: Boolean,
      upperThreshold: { type: null, value: 50 },
      lowerThreshold: { type: null, value: 50 },
      scrollTop: null,
      scrollLeft: null,
      scrollIntoView: String,
      scrollWithAnimation: Boolean,
      showScrollbar: { type: Boolean, value: true },
      enableFlex: Boolean,
      refresherEnabled: Boolean,
      refresherThreshold: { type: Number, value: 45 },
      refresherTriggered: Boolean,
      refresherDefaultStyle: { type: String, value: 'black' },
      refresherBackground: String,
      // how a real phone moves; a browser moves its own way
      enhanced: Boolean,
      bounces: { type: Boolean, value: true },
      fastDeceleration: Boolean,
      enablePassive: null,
      enableBackToTop: Boolean,
      pagingEnabled: Boolean,
      scrollAnchoring: Boolean,
      throttle: null,
      type: String,
      clip: { type: Boolean, value: true },
      using: null,
    },
    observers: {
      'scrollX, scrollY, showScrollbar, enableFlex'() {
        const host = hostOf(this)
        const { scrollX, scrollY, showScrollbar, enableFlex } = this.data
        const side = (on: boolean) => (on ? 'auto' : 'hidden')
        this.setNodeStyle(
          `overflow:${side(scrollX)} ${side(scrollY)};${enableFlex ? 'display:flex' : ''}`,
          1 as never,
        )
        toggleAttribute(host, 'data-bare', !showScrollbar)
      },
    },
    lifetimes: {
      attached() {
        const host: PartElement = hostOf(this)
        let last = { left: host.scrollLeft, top: host.scrollTop }
        let near: Near = { upper: true, lower: false }
        host.addEventListener('scroll', () => {
          const { scrollLeft, scrollTop, scrollHeight, scrollWidth, clientHeight, clientWidth } = host
          const delta = { deltaX: last.left - scrollLeft, deltaY: last.top - scrollTop }
          last = { left: scrollLeft, top: scrollTop }
          this.triggerEvent('scroll', { scrollLeft, scrollTop, scrollHeight, scrollWidth, ...delta })
          const vertical = this.data.scrollY
          const before = vertical ? scrollTop : scrollLeft
          const after = vertical
            ? scrollHeight - clientHeight - scrollTop
            : scrollWidth - clientWidth - scrollLeft
          const now = {
            upper: before <= lengthOf(this.data.upperThreshold),
            lower: after <= lengthOf(this.data.lowerThreshold),
          }
          if (now.upper && !near.upper)
            this.triggerEvent('scrolltoupper', { direction: vertical ? 'top' : 'left' })
          if (now.lower && !near.lower)
            this.triggerEvent('scrolltolower', { direction: vertical ? 'bottom' : 'right' })
          near = now
        })
        const behavior = (): ScrollBehavior => (this.data.scrollWithAnimation ? 'smooth' : 'instant')
        const settle = () => {
          const { scrollTop, scrollLeft, scrollIntoView } = this.data
          if (isSet(scrollTop)) host.scrollTo({ top: lengthOf(scrollTop), behavior: behavior() })
          if (isSet(scrollLeft)) host.scrollTo({ left: lengthOf(scrollLeft), behavior: behavior() })
          if (scrollIntoView) scrollTo(host, scrollIntoView, behavior())
        }
        settle()
        // what it is scrolled to may come in the same setData, after this part: wait until the template has been written
        const later = (act: () => void) => () => queueMicrotask(act)
        this.dynamicAddObserver(
          later(
            () =>
              isSet(this.data.scrollTop) &&
              host.scrollTo({ top: lengthOf(this.data.scrollTop), behavior: behavior() }),
          ),
          'scrollTop',
        )
        this.dynamicAddObserver(
          later(
            () =>
              isSet(this.data.scrollLeft) &&
              host.scrollTo({ left: lengthOf(this.data.scrollLeft), behavior: behavior() }),
          ),
          'scrollLeft',
        )
        this.dynamicAddObserver(
          later(() => this.data.scrollIntoView && scrollTo(host, this.data.scrollIntoView, behavior())),
          'scrollIntoView',
        )
        host.partContext = {
          scrollTo: ({ top, left, animated = true }: { top?: number; left?: number; animated?: boolean }) =>
            host.scrollTo({ top, left, behavior: animated ? 'smooth' : 'instant' }),
          scrollIntoView: (selector: string) => scrollTo(host, selector.replace(/^#/, ''), 'smooth'),
        }
        listenToRefresher(this as unknown as glassEasel.GeneralComponent)
      },
    },
  })

const isSet = (value: unknown) => value !== null && value !== undefined && value !== ''
const lengthOf = (value: unknown) => parseFloat(String(value)) || 0

function scrollTo(host: HTMLElement, id: string, behavior: ScrollBehavior) {
  const target = host.querySelector(`#${CSS.escape(id)}`)
  if (!target) return
  const own = Element.prototype.getBoundingClientRect.call(host)
  const its = Element.prototype.getBoundingClientRect.call(target)
  host.scrollTo({
    top: host.scrollTop + its.top - own.top,
    left: host.scrollLeft + its.left - own.left,
    behavior,
  })
}
