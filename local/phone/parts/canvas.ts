import type * as glassEasel from 'glass-easel'
import { canvasNode } from '../runtime/canvas/canvas-node'
import { hostOf, innerOf, type PartElement } from './dom'
import template from './canvas.wxml'

/** `<canvas>`: the browser's own canvas; what a mini program calls its node is that element. */
export const registerCanvas = (space: glassEasel.ComponentSpace) =>
  space.defineComponent({
    is: 'canvas',
    template,
    properties: { type: String, canvasId: String, disableScroll: Boolean },
    observers: {
      canvasId() {
        hostOf(this).dataset.canvasId = this.data.canvasId
      },
      disableScroll() {
        hostOf(this).style.touchAction = this.data.disableScroll ? 'none' : ''
      },
    },
    lifetimes: {
      attached() {
        const host: PartElement = hostOf(this)
        const owner = this.ownerShadowRoot?.getHostNode().is ?? ''
        host.partContext = canvasNode(innerOf<HTMLCanvasElement>(this, 'surface'), owner)
      },
    },
  })
