import type * as glassEasel from 'glass-easel'
import { hostOf, innerOf } from './dom'
import template from './swiper.wxml'

/** Share of its size a swiper must be drawn by to go on. */
const DRAW_SHARE = 0.3

type Touches = {
  touches: { clientX: number; clientY: number }[]
  changedTouches: { clientX: number; clientY: number }[]
}

/** `<swiper>`: one item at a time, drawn by finger or by itself. */
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
      easingFunction: String,
      cacheExtent: Number,
    },
    data: { dots: [] as boolean[] },
    lifetimes: {
      attached() {
        const host = hostOf(this)
        const track = innerOf(this, 'track')
        let shown = 0
        let timer = 0
        const items = () => [...track.children].filter((child) => child.tagName === 'WX-SWIPER-ITEM')
        const place = (offset: number, animated: boolean) => {
          const { vertical, duration, previousMargin, nextMargin, displayMultipleItems } = this.data
          const side = vertical ? 'column' : 'row'
          const size = `calc((100% - ${previousMargin} - ${nextMargin}) / ${displayMultipleItems})`
          for (const item of items()) (item as HTMLElement).style.flexBasis = size
          track.style.flexDirection = side
          track.style.transition = animated ? `transform ${duration}ms ease` : 'none'
          const moved = `calc(${previousMargin} - ${shown} * (100% - ${previousMargin} - ${nextMargin}) / ${displayMultipleItems} + ${offset}px)`
          track.style.transform = vertical ? `translateY(${moved})` : `translateX(${moved})`
        }
        const drawDots = () =>
          this.setData({ dots: this.data.indicatorDots ? items().map((_, index) => index === shown) : [] })
        const go = (to: number, source: 'touch' | 'autoplay' | '') => {
          const count = items().length
          if (count === 0) return
          const last = count - this.data.displayMultipleItems
          const index = this.data.circular
            ? (to + count) % count
            : Math.min(Math.max(to, 0), Math.max(last, 0))
          const changed = index !== shown
          shown = index
          place(0, true)
          if (!changed) return
          drawDots()
          const itemId = (items()[index] as (HTMLElement & { itemId?: string }) | undefined)?.itemId ?? ''
          this.setData({ current: index })
          this.triggerEvent('change', { current: index, currentItemId: itemId, source })
          window.setTimeout(
            () => this.triggerEvent('animationfinish', { current: index, currentItemId: itemId, source }),
            this.data.duration,
          )
        }
        const schedule = () => {
          clearInterval(timer)
          if (!this.data.autoplay) return
          timer = window.setInterval(() => {
            if (!host.isConnected) clearInterval(timer)
            else go(shown + 1 >= items().length ? 0 : shown + 1, 'autoplay')
          }, this.data.interval)
        }
        const along = (point?: { clientX: number; clientY: number }) =>
          (this.data.vertical ? point?.clientY : point?.clientX) ?? 0
        let from = 0
        this.addListener('touchstart', (event) => {
          from = along((event as unknown as Touches).touches[0])
          clearInterval(timer)
        })
        this.addListener('touchmove', (event) =>
          place(along((event as unknown as Touches).touches[0]) - from, false),
        )
        this.addListener('touchend', (event) => {
          const drawn = along((event as unknown as Touches).changedTouches[0]) - from
          const size = this.data.vertical ? host.clientHeight : host.clientWidth
          const step = Math.abs(drawn) > size * DRAW_SHARE ? -Math.sign(drawn) : 0
          go(shown + step, 'touch')
          schedule()
        })
        this.dynamicAddObserver(
          () => void (this.data.current !== shown && queueMicrotask(() => go(this.data.current, ''))),
          'current',
        )
        this.dynamicAddObserver(schedule, 'autoplay, interval')
        // items come and go with the template
        new MutationObserver(() => {
          place(0, false)
          drawDots()
        }).observe(track, { childList: true })
        shown = this.data.current
        place(0, false)
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
