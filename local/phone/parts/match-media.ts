import type * as glassEasel from 'glass-easel'
import { hostOf } from './dom'

/** `<match-media>`: shows what is in it while the page has the size it names. */
export const registerMatchMedia = (space: glassEasel.ComponentSpace) =>
  space.defineComponent({
    is: 'match-media',
    properties: {
      minWidth: Number,
      maxWidth: Number,
      width: Number,
      minHeight: Number,
      maxHeight: Number,
      height: Number,
      orientation: String,
    },
    lifetimes: {
      attached() {
        const host = hostOf(this)
        const draw = () => {
          const { minWidth, maxWidth, width, minHeight, maxHeight, height, orientation } = this.data
          const [wide, high] = [window.innerWidth, window.innerHeight]
          const outside =
            (minWidth && wide < minWidth) ||
            (maxWidth && wide > maxWidth) ||
            (width && wide !== width) ||
            (minHeight && high < minHeight) ||
            (maxHeight && high > maxHeight) ||
            (height && high !== height) ||
            (orientation && (wide > high ? 'landscape' : 'portrait') !== orientation)
          host.hidden = !!outside
        }
        draw()
        this.dynamicAddObserver(draw, 'minWidth, maxWidth, width, minHeight, maxHeight, height, orientation')
        window.addEventListener('resize', draw)
      },
    },
  })
