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
      activeMode: String,
      duration: Number,
    },
    observers: {
      percent() {
        const host = hostOf(this)
        host.setAttribute('role', 'progressbar')
        host.setAttribute('aria-valuenow', String(Math.min(Math.max(this.data.percent, 0), 100)))
      },
    },
  })
