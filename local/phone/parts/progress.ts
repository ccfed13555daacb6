import type * as glassEasel from 'glass-easel'
import { hostOf } from './dom'
import template from './progress.wxml'

/** `<progress>`. */
export const registerProgress = (space: glassEasel.ComponentSpace) =>
  space.defineComponent({
    is: 'progress',
    template,
    properties: {
      percent: Number,
      showInfo: Boolean,
      borderRadius: { type: null, value: 0 },
      fontSize: { type: null, value: 16 },
      strokeWidth: { type: null, value: 6 },
      color: String,
      activeColor: { type: String, value: '#09BB07' },
      backgroundColor: { type: String, value: '#EBEBEB' },
      active: Boolean,
      activeMode: { type: String, value: 'backwards' },
      duration: { type: Number, value: 30 },
    },
    data: { shown: 0 },
    observers: {
      percent() {
        const host = hostOf(this)
        const percent = Math.min(Math.max(this.data.percent, 0), 100)
        host.setAttribute('role', 'progressbar')
        host.setAttribute('aria-valuenow', String(percent))
      },
    },
    lifetimes: {
      attached() {
        let timer = 0
        const draw = () => {
          const { percent, active, activeMode, duration } = this.data
          const wanted = Math.min(Math.max(percent, 0), 100)
          clearInterval(timer)
          if (!active) return this.setData({ shown: wanted })
          let shown = activeMode === 'forwards' ? this.data.shown : 0
          timer = window.setInterval(() => {
            shown = Math.min(shown + 1, wanted)
            this.setData({ shown })
            if (shown < wanted) return
            clearInterval(timer)
            this.triggerEvent('activeend', { curPercent: shown })
          }, duration)
        }
        draw()
        this.dynamicAddObserver(draw, 'percent, active')
      },
    },
  })
