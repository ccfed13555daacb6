import type * as glassEasel from 'glass-easel'
import { onSettingChange, setting } from '../runtime/device'
import { hostOf } from './dom'

/** Size (px) of the root font when the app follows the phone's font setting. */
const ROOT_FONT = 16

const stops = new WeakMap<object, () => void>()

/** `<page-meta>`: style of the page element, and the size of `rem`. */
export const registerPageMeta = (space: glassEasel.ComponentSpace) =>
  space.defineComponent({
    is: 'page-meta',
    properties: {
      pageStyle: String,
      rootFontSize: String,
      pageFontSize: String,
      backgroundColor: String,
      rootBackgroundColor: String,
    },
    lifetimes: {
      attached() {
        const host = hostOf(this)
        const draw = () => {
          const page = host.closest<HTMLElement>('wx-page')
          if (!page) return
          const { pageStyle, rootFontSize, pageFontSize, backgroundColor } = this.data
          const system = `${ROOT_FONT * setting('fontScale')}px`
          if (rootFontSize)
            document.documentElement.style.fontSize = rootFontSize === 'system' ? system : rootFontSize
          page.setAttribute('style', pageStyle)
          if (pageFontSize) page.style.fontSize = pageFontSize === 'system' ? system : pageFontSize
          if (backgroundColor)
            host.closest<HTMLElement>('.phone-layer')?.style.setProperty('background', backgroundColor)
        }
        draw()
        this.dynamicAddObserver(draw, 'pageStyle, rootFontSize, pageFontSize, backgroundColor')
        stops.set(this, onSettingChange('fontScale', draw))
      },
      detached() {
        stops.get(this)?.()
      },
    },
  })
