import type * as glassEasel from 'glass-easel'
import { hostOf } from './dom'

type Points = { touches: { clientX: number; clientY: number; identifier: number }[] }

/** `<movable-area>`: the room in which movable-views are drawn about. */
export const registerMovableArea = (space: glassEasel.ComponentSpace) =>
  space.defineComponent({ is: 'movable-area', properties: { scaleArea: Boolean } })

const lengthOf = (value: unknown) => parseFloat(String(value)) || 0
const clamp = (value: number, low: number, high: number) =>
  Math.min(Math.max(value, low), Math.max(low, high))

/** `<movable-view>`: follows the finger inside the area around it. */
export const registerMovableView = (space: glassEasel.ComponentSpace) =>
  space.defineComponent({
    is: 'movable-view',
    properties: {
      direction: { type: String, value: 'none' },
      inertia: Boolean,
      outOfBounds: Boolean,
      x: { type: null, value: 0 },
      y: { type: null, value: 0 },
      damping: { type: Number, value: 20 },
      friction: { type: Number, value: 2 },
      disabled: Boolean,
      scale: Boolean,
      scaleMin: { type: Number, value: 0.5 },
      scaleMax: { type: Number, value: 10 },
      scaleValue: { type: Number, value: 1 },
      animation: { type: Boolean, value: true },
    },
    lifetimes: {
      attached() {
        const host = hostOf(this)
        const at = { x: 0, y: 0, scale: 1 }
        let from: { x: number; y: number; spread: number; scale: number } | null = null
        const area = () => host.closest<HTMLElement>('wx-movable-area')
        const room = () => {
          const space = area()
          const side = (whole: number, own: number): [number, number] => {
            const left = whole - own * at.scale
            // one larger than its area may be drawn until its far edge shows
            return left >= 0 ? [0, left] : [left, 0]
          }
          return {
            x: side(space?.clientWidth ?? 0, host.offsetWidth),
            y: side(space?.clientHeight ?? 0, host.offsetHeight),
          }
        }
        const place = (x: number, y: number, source: string, animated: boolean, free = false) => {
          const { x: across, y: down } = room()
          const to = free ? { x, y } : { x: clamp(x, ...across), y: clamp(y, ...down) }
          const moved = to.x !== at.x || to.y !== at.y
          Object.assign(at, to)
          host.style.transition = animated ? 'transform 0.3s ease' : 'none'
          host.style.transform = `translate(${at.x}px, ${at.y}px) scale(${at.scale})`
          if (moved) this.triggerEvent('change', { x: at.x, y: at.y, source })
        }
        const spread = ({ touches: [a, b] }: Points) =>
          a && b ? Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY) : 0
        this.addListener('touchstart', (event) => {
          const points = event as unknown as Points
          const first = points.touches[0]
          if (this.data.disabled || !first) return
          const start = { x: first.clientX - at.x, y: first.clientY - at.y }
          from = { ...start, spread: spread(points), scale: at.scale }
        })
        this.addListener('touchmove', (event) => {
          const points = event as unknown as Points
          const first = points.touches[0]
          if (!from || !first) return
          event.preventDefault()
          if (this.data.scale && from.spread && points.touches.length > 1) {
            at.scale = clamp(
              (from.scale * spread(points)) / from.spread,
              this.data.scaleMin,
              this.data.scaleMax,
            )
            this.triggerEvent('scale', { x: at.x, y: at.y, scale: at.scale })
          }
          const { direction, outOfBounds } = this.data
          const across = direction === 'all' || direction === 'horizontal'
          const down = direction === 'all' || direction === 'vertical'
          const [x, y] = [across ? first.clientX - from.x : at.x, down ? first.clientY - from.y : at.y]
          place(x, y, outOfBounds ? 'touch-out-of-bounds' : 'touch', false, outOfBounds)
          if (across && x !== at.x) this.triggerEvent('htouchmove', {})
          if (down && y !== at.y) this.triggerEvent('vtouchmove', {})
        })
        const release = () => {
          if (from && this.data.outOfBounds) place(at.x, at.y, 'out-of-bounds', true)
          from = null
        }
        this.addListener('touchend', release)
        this.addListener('touchcancel', release)
        const follow = (animated: boolean) => {
          at.scale = this.data.scale ? clamp(this.data.scaleValue, this.data.scaleMin, this.data.scaleMax) : 1
          place(lengthOf(this.data.x), lengthOf(this.data.y), '', animated && this.data.animation)
        }
        // its size is known when the page has been laid out
        requestAnimationFrame(() => follow(false))
        this.dynamicAddObserver(() => queueMicrotask(() => follow(true)), 'x, y, scaleValue')
      },
    },
  })
