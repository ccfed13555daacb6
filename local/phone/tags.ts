/** Names of the parts that are written with a dash; all other dashed tags are components of the app. */
const DASHED_PARTS = new Set([
  'scroll-view',
  'swiper-item',
  'rich-text',
  'radio-group',
  'checkbox-group',
  'picker-view',
  'picker-view-column',
  'root-portal',
  'page-container',
  'cover-view',
  'cover-image',
  'movable-view',
  'movable-area',
  'match-media',
  'page-meta',
  'navigation-bar',
  'web-view',
  'live-player',
  'live-pusher',
  'open-data',
  'official-account',
  'keyboard-accessory',
  'share-element',
  'functional-page-navigator',
])

/**
 * Name of the element a WXML tag becomes. `<input>` must not become the browser's own input: parts, and anything
 * without a dash, get the prefix `wx-`.
 */
export function hostTag(tag: string): string {
  if (tag.startsWith('wx-') || tag === '*') return tag
  return DASHED_PARTS.has(tag) || !tag.includes('-') ? `wx-${tag}` : tag
}

/** Parts of the platform the phone does not have. */
export const MISSING_TAGS = [
  'ad',
  'ad-custom',
  'audio',
  'camera',
  'channel-live',
  'channel-video',
  'editor',
  'functional-page-navigator',
  'grid-view',
  'keyboard-accessory',
  'list-view',
  'live-player',
  'live-pusher',
  'official-account',
  'share-element',
  'snapshot',
  'sticky-header',
  'sticky-section',
  'voip-room',
  'web-view',
]
