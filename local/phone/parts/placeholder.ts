import type * as glassEasel from 'glass-easel'
import { reportUnsupported } from '../runtime/report'
import { hostOf } from './dom'

/** A box with the name, and a word about it, instead of nothing. */
export const registerPlaceholder = (tag: string) => (space: glassEasel.ComponentSpace) =>
  space.defineComponent({
    is: tag,
    lifetimes: {
      attached() {
        const host = hostOf(this)
        reportUnsupported(`<${tag}>`)
        host.classList.add('part-missing')
        host.dataset.missing = tag
      },
    },
  })
