import type * as glassEasel from 'glass-easel'
import { assetUrl } from '../runtime/assets'
import { hostOf, innerOf } from './dom'
import template from './web-view.wxml'

const isLocal = (url: string) => /^https?:\/\/(localhost|127\.0\.0\.1)(:|\/|$)/.test(url)

/** `<web-view>`: a page of this machine over the whole page; one of the network is named in its place. */
export const registerWebView = (space: glassEasel.ComponentSpace) =>
  space.defineComponent({
    is: 'web-view',
    template,
    properties: { src: String },
    observers: {
      src() {
        const frame = innerOf<HTMLIFrameElement>(this, 'frame')
        const { src } = this.data
        const local = isLocal(src)
        frame.hidden = !local
        hostOf(this).dataset.away = !src || local ? '' : src
        if (local) frame.src = src
        else frame.removeAttribute('src')
        if (!src || local) return
        assetUrl(src, '') // says once that nothing of the network is fetched
        this.triggerEvent('error', { url: src, fullUrl: src })
      },
    },
    lifetimes: {
      attached() {
        const frame = innerOf<HTMLIFrameElement>(this, 'frame')
        frame.title = '网页'
        frame.addEventListener('load', () => {
          const { src } = this.data
          if (isLocal(src)) this.triggerEvent('load', { src })
        })
      },
    },
  })
