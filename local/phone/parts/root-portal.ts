import type * as glassEasel from 'glass-easel'
import { hostOf, innerOf } from './dom'
import template from './root-portal.wxml'

/** `<root-portal>`: what is in it lies at the end of the page, outside of anything that would clip it. */
export const registerRootPortal = (space: glassEasel.ComponentSpace) =>
  space.defineComponent({
    is: 'root-portal',
    template,
    properties: { enable: { type: Boolean, value: true } },
    observers: {
      enable() {
        const host = hostOf(this)
        const inner = innerOf(this, 'inner')
        // page styles and variables only reach what is inside the page's element
        const page = host.closest('wx-page') ?? host.closest('.phone-page')
        if (page) (this.data.enable ? page : host).append(inner)
      },
    },
    lifetimes: {
      attached() {
        const host = hostOf(this)
        const page = host.closest('wx-page') ?? host.closest('.phone-page')
        if (this.data.enable) page?.append(innerOf(this, 'inner'))
      },
      detached() {
        innerOf(this, 'inner')?.remove()
      },
    },
  })
