import type * as glassEasel from 'glass-easel'
import { viewOf } from '../runtime/page-view'
import { hostOf } from './dom'

/** `<navigation-bar>` in a page-meta: what the bar above the page shows. */
export const registerNavigationBar = (space: glassEasel.ComponentSpace) =>
  space.defineComponent({
    is: 'navigation-bar',
    properties: {
      title: String,
      loading: Boolean,
      frontColor: String,
      backgroundColor: String,
      colorAnimationDuration: { type: Number, value: 0 },
      colorAnimationTimingFunc: { type: String, value: 'linear' },
    },
    lifetimes: {
      attached() {
        const draw = () => {
          const { title, loading, frontColor, backgroundColor } = this.data
          viewOf(hostOf(this))?.look({
            loading,
            ...(title ? { title } : {}),
            ...(frontColor ? { text: frontColor === '#ffffff' ? 'white' : 'black' } : {}),
            ...(backgroundColor ? { background: backgroundColor } : {}),
          })
        }
        draw()
        this.dynamicAddObserver(draw, 'title, loading, frontColor, backgroundColor')
      },
    },
  })
