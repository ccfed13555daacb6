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
  'list-view',
  'grid-view',
  'sticky-section',
  'sticky-header',
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

const names = (list: string) => new Set(list.split(' '))

/**
 * Attributes that the platform's parts have and the phone's do not. Any other name a part does not know means nothing
 * on a device either: libraries pass many on, and nothing is said about them.
 */
export const MISSING_ATTRIBUTES: Record<string, Set<string>> = {
  'scroll-view': names(
    'associative-container reverse cache-extent min-drag-distance padding scroll-into-view-within-extent ' +
      'scroll-into-view-alignment scroll-into-view-offset refresher-two-level-enabled refresher-two-level-triggered ' +
      'refresher-two-level-threshold refresher-two-level-close-threshold refresher-two-level-scroll-enabled ' +
      'refresher-ballistic-refresh-enabled refresher-two-level-pinned',
  ),
  video: names(
    'is-drm provision-url certificate-url license-url is-live preferred-peak-bit-rate background-poster ' +
      'show-casting-button show-screen-lock-button show-snapshot-button show-background-playback-button ' +
      'enable-auto-rotation ad-unit-id',
  ),
  map: names('enable-3D'),
}

/** Parts of the platform the phone does not have. */
export const MISSING_TAGS = [
  'ad',
  'ad-custom',
  'channel-live',
  'channel-video',
  'functional-page-navigator',
  'keyboard-accessory',
  'live-player',
  'live-pusher',
  'official-account',
  'voip-room',
]
