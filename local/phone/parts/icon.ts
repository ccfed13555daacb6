import type * as glassEasel from 'glass-easel'
import { hostOf } from './dom'

const GLYPHS: Record<string, [string, string]> = {
  success: ['✔', '#07c160'],
  success_no_circle: ['✓', '#07c160'],
  info: ['i', '#10aeff'],
  warn: ['!', '#fa5151'],
  waiting: ['◷', '#10aeff'],
  cancel: ['✕', '#fa5151'],
  download: ['↓', '#07c160'],
  search: ['⌕', '#b2b2b2'],
  clear: ['✕', '#b2b2b2'],
}

/** `<icon>`: the platform's own small signs. */
export const registerIcon = (space: glassEasel.ComponentSpace) =>
  space.defineComponent({
    is: 'icon',
    properties: { type: String, size: { type: null, value: 23 }, color: String },
    observers: {
      'type, size, color'() {
        const { type, size, color } = this.data
        const [glyph, own] = GLYPHS[type] ?? ['', '']
        const length =
          typeof size === 'number' || /^\d+$/.test(String(size)) ? `${String(size)}px` : String(size)
        const host = hostOf(this)
        host.textContent = glyph
        host.style.cssText = `color:${color || own};font-size:${length};line-height:1`
      },
    },
  })
