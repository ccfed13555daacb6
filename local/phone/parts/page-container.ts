import type * as glassEasel from 'glass-easel'
import { innerOf } from './dom'
import template from './page-container.wxml'

/** `<page-container>`: a sheet over the page. */
export const registerPageContainer = (space: glassEasel.ComponentSpace) =>
  space.defineComponent({
    is: 'page-container',
    template,
    properties: {
      show: Boolean,
      duration: { type: Number, value: 300 },
      zIndex: { type: Number, value: 100 },
      overlay: { type: Boolean, value: true },
      position: { type: String, value: 'bottom' },
      round: Boolean,
      closeOnSlideDown: Boolean,
      overlayStyle: String,
      customStyle: String,
    },
    observers: {
      show() {
        const { show } = this.data
        const names = show ? ['beforeenter', 'enter', 'afterenter'] : ['beforeleave', 'leave', 'afterleave']
        for (const name of names) this.triggerEvent(name, {})
      },
    },
    lifetimes: {
      attached() {
        innerOf(this, 'overlay').addEventListener('click', () => {
          this.triggerEvent('clickoverlay', {})
          this.setData({ show: false })
        })
      },
    },
  })
