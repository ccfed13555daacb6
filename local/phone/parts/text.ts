import type * as glassEasel from 'glass-easel'

/** `<text>`: inline; line breaks in it are kept. */
export const registerText = (space: glassEasel.ComponentSpace) =>
  space.defineComponent({
    is: 'text',
    properties: {
      selectable: Boolean,
      userSelect: Boolean,
      space: String,
      decode: Boolean,
      maxLines: Number,
      overflow: String,
    },
    observers: {
      'selectable, userSelect, space'(this: glassEasel.GeneralComponent) {
        const {
          selectable,
          userSelect,
          space: kind,
        } = this.data as { selectable: boolean; userSelect: boolean; space: string }
        const selects = selectable || userSelect ? 'user-select:text;' : ''
        this.setNodeStyle(`${selects}${kind ? 'white-space:pre-wrap' : ''}`, 1 as never)
      },
    },
  })
