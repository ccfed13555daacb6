import type * as glassEasel from 'glass-easel'
import { hostOf, innerOf, toggleAttribute } from './dom'
import template from './swiper.wxml'

/** Share of its size a swiper must be drawn by to go on. */
const DRAW_SHARE = 0.3
/** A finger that moved so far (px) has shown which way it goes. */
const DECIDED = 5

type Touches = {
  touches: { clientX: number; clientY: number }[]
  changedTouches: { clientX: number; clientY: number }[]
}
type Source = 'touch' | 'autoplay' | ''
type Item = HTMLElement & { itemId?: string }

const EASINGS: Record<string, (share: number) => number> = {
  linear: (share) => share,
  easeInCubic: (share) => share ** 3,
  easeInOutCubic: (share) => (share < 0.5 ? 4 * share ** 3 : 1 - (2 - 2 * share) ** 3 / 2),
}
const easeOut = (share: number) => 1 - (1 - share) ** 3

/** `<swiper>`: one item at a time, drawn by finger or by itself; a circular one has no end. */
export const registerSwiper = (space: glassEasel.ComponentSpace) =>
  space.defineComponent({
    is: 'swiper',
    template,
    properties: {
      indicatorDots: Boolean,
      indicatorColor: { type: String, value: 'rgba(0, 0, 0, .3)' },
      indicatorActiveColor: { type: String, value: '#000000' },
      autoplay: Boolean,
      current: { type: Number, value: 0 },
      currentItemId: String,
      interval: { type: Number, value: 5000 },
      duration: { type: Number, value: 500 },
      circular: Boolean,
      vertical: Boolean,
      previousMargin: { type: String, value: '0px' },
      nextMargin: { type: String, value: '0px' },
      displayMultipleItems: { type: Number, value: 1 },
      snapToEdge: Boolean,
      easingFunction: { type: String, value: 'default' },
      cacheExtent: Number,
      // of Skyline
      scrollWithAnimation: { type: Boolean, value: true },
      layoutType: String,
      transformerType: String,
      indicatorType: String,
    },
    data: { dots: [] as boolean[] },
    lifetimes: {
      attached() {
        const host = hostOf(this)
        const track = innerOf(this, 'track')
        let shown = 0
        /** Where the swiper stands between two items. */
        let position = 0
        let timer = 0
        let moving = 0
        const items = () =>
          [...track.children].filter((child) => child.tagName === 'WX-SWIPER-ITEM') as Item[]
        const circles = () => this.data.circular && items().length > this.data.displayMultipleItems
        const sizeOf = () => {
          const [first] = items()
          return (this.data.vertical ? first?.offsetHeight : first?.offsetWidth) || 1
        }
        const place = () => {
          const { vertical, previousMargin: before, nextMargin: after, displayMultipleItems } = this.data
          const all = items()
          toggleAttribute(host, 'data-vertical', vertical)
          const size = `calc((100% - ${before || '0px'} - ${after || '0px'}) / ${displayMultipleItems || 1})`
          all.forEach((item, index) => {
            let from = index - position
            if (circles()) {
              from = ((from % all.length) + all.length) % all.length
              if (from > all.length - 1) from -= all.length
            }
            Object.assign(item.style, {
              [vertical ? 'height' : 'width']: size,
              [vertical ? 'top' : 'left']: before || '0px',
              transform: vertical ? `translateY(${from * 100}%)` : `translateX(${from * 100}%)`,
            })
          })
        }
        const drawDots = () =>
          this.setData({ dots: this.data.indicatorDots ? items().map((_, index) => index === shown) : [] })
        const idOf = (index: number) => items()[index]?.itemId ?? ''

        /** Move to an item, which beyond the ends of a circular one is the same item once around. */
        const slide = (to: number, done: () => void) => {
          cancelAnimationFrame(moving)
          const [from, { duration, easingFunction }] = [position, this.data]
          const ease = EASINGS[easingFunction] ?? easeOut
          const arrive = () => {
            position = shown
            place()
            done()
          }
          // no frames are drawn in a hidden tab
          if (document.hidden || duration <= 0 || from === to) return arrive()
          let start = 0
          const step = (now: number) => {
            start ||= now
            const share = Math.min((now - start) / duration, 1)
            position = from + (to - from) * ease(share)
            place()
            const moved = (position - from) * sizeOf()
            this.triggerEvent('transition', this.data.vertical ? { dx: 0, dy: moved } : { dx: moved, dy: 0 })
            if (share < 1) moving = requestAnimationFrame(step)
            else arrive()
          }
          moving = requestAnimationFrame(step)
        }
        const go = (to: number, source: Source) => {
          const count = items().length
          if (count === 0) return
          const last = Math.max(count - this.data.displayMultipleItems, 0)
          const index = circles() ? ((to % count) + count) % count : Math.min(Math.max(to, 0), last)
          const changed = index !== shown
          shown = index
          const facts = { current: index, currentItemId: idOf(index), source }
          slide(
            circles() && source ? to : index,
            () => changed && this.triggerEvent('animationfinish', facts),
          )
          if (!changed) return
          drawDots()
          this.setData({ current: index })
          this.triggerEvent('change', facts)
        }
        const schedule = () => {
          clearInterval(timer)
          if (!this.data.autoplay) return
          timer = window.setInterval(() => {
            if (!host.isConnected) return clearInterval(timer)
            const last = items().length - this.data.displayMultipleItems
            go(!circles() && shown >= last ? 0 : shown + 1, 'autoplay')
          }, this.data.interval)
        }
        let from: { x: number; y: number; along: boolean | null } | null = null
        this.addListener('touchstart', (event) => {
          const [point] = (event as unknown as Touches).touches
          from = point ? { x: point.clientX, y: point.clientY, along: null } : null
          clearInterval(timer)
          cancelAnimationFrame(moving)
        })
        const drawn = (point?: { clientX: number; clientY: number }) =>
          from && point ? (this.data.vertical ? point.clientY - from.y : point.clientX - from.x) : 0
        this.addListener('touchmove', (event) => {
          const [point] = (event as unknown as Touches).touches
          if (!from || !point) return
          const [across, down] = [Math.abs(point.clientX - from.x), Math.abs(point.clientY - from.y)]
          if (from.along === null && Math.max(across, down) > DECIDED)
            from.along = this.data.vertical ? down > across : across > down
          if (!from.along) return
          event.preventDefault()
          const far = shown - drawn(point) / sizeOf()
          const last = Math.max(items().length - this.data.displayMultipleItems, 0)
          position = circles() ? far : Math.min(Math.max(far, -0.3), last + 0.3)
          place()
          const moved = -drawn(point)
          this.triggerEvent('transition', this.data.vertical ? { dx: 0, dy: moved } : { dx: moved, dy: 0 })
        })
        const release = (event: unknown) => {
          const moved = from?.along ? drawn((event as Touches).changedTouches[0]) : 0
          from = null
          go(Math.abs(moved) > sizeOf() * DRAW_SHARE ? shown - Math.sign(moved) : shown, 'touch')
          schedule()
        }
        this.addListener('touchend', release)
        this.addListener('touchcancel', release)
        this.dynamicAddObserver(
          () => void (this.data.current !== shown && queueMicrotask(() => go(this.data.current, ''))),
          'current',
        )
        const byId = () => {
          const index = items().findIndex((item) => item.itemId === this.data.currentItemId)
          if (this.data.currentItemId && index >= 0) go(index, '')
        }
        this.dynamicAddObserver(() => queueMicrotask(byId), 'currentItemId')
        this.dynamicAddObserver(schedule, 'autoplay, interval')
        this.dynamicAddObserver(() => {
          place()
          drawDots()
        }, 'vertical, circular, previousMargin, nextMargin, displayMultipleItems, indicatorDots')
        // items come and go with the template; fewer of them leave none beyond the end
        new MutationObserver(() => {
          shown = Math.min(this.data.current, Math.max(items().length - 1, 0))
          position = shown
          place()
          drawDots()
        }).observe(track, { childList: true })
        shown = position = this.data.current
        place()
        drawDots()
        schedule()
      },
    },
  })

/** `<swiper-item>`. */
export const registerSwiperItem = (space: glassEasel.ComponentSpace) =>
  space.defineComponent({
    is: 'swiper-item',
    properties: { itemId: String, skipHiddenItemLayout: Boolean },
    observers: {
      itemId() {
        Object.assign(hostOf(this), { itemId: this.data.itemId })
      },
    },
  })
