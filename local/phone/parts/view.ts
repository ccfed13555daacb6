import type * as glassEasel from 'glass-easel'
import { hoverBehavior } from './hover'

/** `<view>`: a block. */
export const registerView = (space: glassEasel.ComponentSpace) =>
  space.defineComponent({ is: 'view', behaviors: [hoverBehavior(space)] })
