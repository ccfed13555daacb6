import type * as glassEasel from 'glass-easel'
import { hostOf } from './dom'

/** A length of the platform: a number is px. */
const length = (value: unknown) => (typeof value === 'number' ? `${value}px` : String(value || 0))

/** `<list-view>`, `<sticky-section>`, `<snapshot>`, `<share-element>`: blocks around what stands in them. */
export const registerSection = (tag: string) => (space: glassEasel.ComponentSpace) =>
  space.defineComponent({
    is: tag,
    // how Skyline lays out, takes pictures of and flies to other pages with them; here they stay in their place
    properties: {
      padding: null,
      pushPinnedHeader: null,
      mode: null,
      key: null,
      transform: null,
      duration: null,
    },
  })

/** `<sticky-header>`: stays at the top while its section is seen. */
export const registerStickyHeader = (space: glassEasel.ComponentSpace) =>
  space.defineComponent({
    is: 'sticky-header',
    properties: { offsetTop: { type: null, value: 0 }, padding: null, allowOverlapping: Boolean },
    observers: {
      offsetTop() {
        hostOf(this).style.top = length(this.data.offsetTop)
      },
    },
  })

/** `<grid-view>`: its children in columns. */
export const registerGridView = (space: glassEasel.ComponentSpace) =>
  space.defineComponent({
    is: 'grid-view',
    properties: {
      type: { type: String, value: 'aligned' },
      crossAxisCount: { type: Number, value: 2 },
      maxCrossAxisExtent: { type: Number, value: 0 },
      mainAxisGap: { type: null, value: 0 },
      crossAxisGap: { type: null, value: 0 },
      padding: null,
    },
    observers: {
      'type, crossAxisCount, maxCrossAxisExtent, mainAxisGap, crossAxisGap'() {
        const { type, crossAxisCount, maxCrossAxisExtent, mainAxisGap, crossAxisGap } = this.data
        const masonry = type === 'masonry'
        const columns = maxCrossAxisExtent
          ? `repeat(auto-fill, minmax(min(100%, ${maxCrossAxisExtent / 2}px), 1fr))`
          : `repeat(${crossAxisCount}, minmax(0, 1fr))`
        this.setNodeStyle(
          masonry
            ? `display:block;column-count:${crossAxisCount};column-gap:${length(crossAxisGap)}`
            : `display:grid;grid-template-columns:${columns};gap:${length(mainAxisGap)} ${length(crossAxisGap)}`,
          1 as never,
        )
      },
    },
  })
