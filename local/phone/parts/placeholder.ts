import type * as glassEasel from 'glass-easel'
import { reportUnsupported } from '../runtime/report'
import { hostOf } from './dom'

/** Parts of the platform the phone does not have: a box with the name, and a word about it, instead of nothing. */
export const MISSING_PARTS = [
  'ad',
  'ad-custom',
  'audio',
  'camera',
  'canvas',
  'channel-live',
  'channel-video',
  'editor',
  'functional-page-navigator',
  'grid-view',
  'keyboard-accessory',
  'list-view',
  'live-player',
  'live-pusher',
  'map',
  'match-media',
  'movable-area',
  'movable-view',
  'navigation-bar',
  'official-account',
  'open-data',
  'picker-view',
  'picker-view-column',
  'share-element',
  'slider',
  'snapshot',
  'sticky-header',
  'sticky-section',
  'video',
  'voip-room',
  'web-view',
]

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
