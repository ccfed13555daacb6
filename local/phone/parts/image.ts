import type * as glassEasel from 'glass-easel'
import { pictureAddress } from '../runtime/files/pictures'
import { hostOf, innerOf, toggleAttribute } from './dom'
import template from './image.wxml'

const FIT: Record<string, string> = { scaleToFill: 'fill', aspectFit: 'contain', aspectFill: 'cover' }

/** How the picture lies in its frame, as CSS. */
function placement(mode: string): string {
  if (mode === 'widthFix') return 'width:100%;height:auto'
  if (mode === 'heightFix') return 'width:auto;height:100%'
  const fit = FIT[mode] ?? 'none'
  return `width:100%;height:100%;object-fit:${fit};object-position:${fit === 'none' ? mode : 'center'}`
}

/** `<image>`: a frame of 320 × 240 px unless styled, with the picture placed in it by `mode`. */
export const registerImage = (space: glassEasel.ComponentSpace) =>
  space.defineComponent({
    is: 'image',
    template,
    properties: {
      src: String,
      mode: { type: String, value: 'scaleToFill' },
      lazyLoad: Boolean,
      fadeIn: Boolean,
      webp: Boolean,
      showMenuByLongpress: Boolean,
    },
    observers: {
      src() {
        const image = innerOf<HTMLImageElement>(this, 'picture')
        const { src } = this.data
        const show = (url: string) => {
          if (this.data.src !== src) return // another picture was set while the cloud was asked for this one
          toggleAttribute(image, 'src', url)
          image.hidden = !url
        }
        const address = pictureAddress(src, this.ownerShadowRoot?.getHostNode().is ?? '')
        if (typeof address === 'string') show(address)
        else void address.then(show)
      },
      lazyLoad() {
        innerOf<HTMLImageElement>(this, 'picture').loading = this.data.lazyLoad ? 'lazy' : 'eager'
      },
      mode() {
        innerOf(this, 'picture').style.cssText = placement(this.data.mode)
        hostOf(this).dataset.mode = this.data.mode
      },
    },
    lifetimes: {
      created() {
        const image = innerOf<HTMLImageElement>(this, 'picture')
        image.alt = ''
        image.style.cssText = placement(this.data.mode)
        image.addEventListener('load', () => {
          this.triggerEvent('load', { width: image.naturalWidth, height: image.naturalHeight })
        })
        image.addEventListener('error', () => {
          image.hidden = true // a device shows nothing where a browser draws a broken picture
          this.triggerEvent('error', { errMsg: `GET ${this.data.src} failed` })
        })
      },
    },
  })
