import type * as glassEasel from 'glass-easel'
import { hostOf } from './dom'

const TICK = 'M7 12.5l3.5 3.5L17 9'
const CROSS = 'M8.5 8.5l7 7M15.5 8.5l-7 7'
/** What is drawn (a stroke), its colour, and whether it stands white on a disc of that colour. */
const SIGNS: Record<string, [path: string, colour: string, disc: boolean]> = {
  success: [TICK, '#07c160', true],
  success_no_circle: ['M4 12.5l5.5 5.5L20 7', '#07c160', false],
  success_circle: [`${TICK}M21 12a9 9 0 1 1-18 0a9 9 0 0 1 18 0z`, '#07c160', false],
  safe_success: [TICK, '#07c160', true],
  safe_warn: ['M12 7v6M12 16v1', '#ffbe00', true],
  info: ['M12 7v1M12 11v6', '#10aeff', true],
  info_circle: ['M12 7v1M12 11v6M21 12a9 9 0 1 1-18 0a9 9 0 0 1 18 0z', '#10aeff', false],
  warn: ['M12 7v6M12 16v1', '#fa5151', true],
  waiting: ['M12 7v5.5h4.5', '#10aeff', true],
  waiting_circle: ['M12 7v5.5h4.5M21 12a9 9 0 1 1-18 0a9 9 0 0 1 18 0z', '#10aeff', false],
  cancel: [`${CROSS}M21 12a9 9 0 1 1-18 0a9 9 0 0 1 18 0z`, '#fa5151', false],
  download: ['M12 6v9M8.5 12l3.5 3.5l3.5-3.5M7.5 18h9', '#07c160', true],
  search: ['M16 16l4 4M17 11a6 6 0 1 1-12 0a6 6 0 0 1 12 0z', '#b2b2b2', false],
  clear: [CROSS, '#b2b2b2', true],
  circle: ['M21 12a9 9 0 1 1-18 0a9 9 0 0 1 18 0z', '#c9c9c9', false],
}

/** `<icon>`: the platform's own small signs. */
export const registerIcon = (space: glassEasel.ComponentSpace) =>
  space.defineComponent({
    is: 'icon',
    properties: { type: String, size: { type: null, value: 23 }, color: String },
    observers: {
      'type, size, color'() {
        const { type, size, color } = this.data
        const sign = SIGNS[type]
        const length =
          typeof size === 'number' || /^[\d.]+$/.test(String(size)) ? `${String(size)}px` : String(size)
        const host = hostOf(this)
        host.style.cssText = `width:${length};height:${length}`
        if (!sign) return host.replaceChildren()
        const [path, own, disc] = sign
        const colour = CSS.supports('color', color) ? color : own
        const stroke = `fill="none" stroke="${disc ? '#fff' : colour}" stroke-width="2" stroke-linecap="round"`
        const ground = disc ? `<circle cx="12" cy="12" r="10.5" fill="${colour}"/>` : ''
        host.innerHTML = `<svg viewBox="0 0 24 24" width="100%" height="100%" aria-hidden="true">${ground}<path d="${path}" ${stroke} stroke-linejoin="round"/></svg>`
      },
    },
  })
