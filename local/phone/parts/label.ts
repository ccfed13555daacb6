import type * as glassEasel from 'glass-easel'
import { hostOf, type PartElement } from './dom'

const CONTROLS = 'wx-checkbox, wx-radio, wx-switch, wx-button, wx-input, wx-textarea, wx-slider'

/** `<label>`: a tap on it is a tap on the control named by `for`, else on the first one inside. */
export const registerLabel = (space: glassEasel.ComponentSpace) =>
  space.defineComponent({
    is: 'label',
    properties: { for: String },
    lifetimes: {
      attached() {
        const host = hostOf(this)
        let onControl = false
        host.addEventListener(
          'pointerdown',
          (event) => void (onControl = !!(event.target as Element).closest(CONTROLS)),
          true,
        )
        this.addListener('tap', () => {
          if (onControl) return
          const named = this.data.for ? this.ownerShadowRoot?.getElementById(this.data.for)?.$$ : null
          const control =
            (named as unknown as PartElement | null) ?? host.querySelector<PartElement>(CONTROLS)
          control?.activate?.()
        })
      },
    },
  })
