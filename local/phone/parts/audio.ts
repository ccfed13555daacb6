import type * as glassEasel from 'glass-easel'
import { pictureAddress } from '../runtime/files/pictures'
import { hostOf, innerOf, toggleAttribute, type PartElement } from './dom'
import template from './audio.wxml'

/** `<audio>`: the browser's player with the name of what it plays. */
export const registerAudio = (space: glassEasel.ComponentSpace) =>
  space.defineComponent({
    is: 'audio',
    template,
    properties: {
      src: String,
      loop: Boolean,
      controls: Boolean,
      poster: String,
      name: { type: String, value: '未知音频' },
      author: { type: String, value: '未知作者' },
    },
    observers: {
      src() {
        const audio = innerOf<HTMLAudioElement>(this, 'audio')
        const owner = this.ownerShadowRoot?.getHostNode().is ?? ''
        void Promise.resolve(pictureAddress(this.data.src, owner)).then((url) =>
          toggleAttribute(audio, 'src', url),
        )
      },
      'loop, controls'() {
        const audio = innerOf<HTMLAudioElement>(this, 'audio')
        Object.assign(audio, { loop: this.data.loop, controls: this.data.controls })
        toggleAttribute(hostOf(this), 'data-bare', !this.data.controls)
      },
    },
    lifetimes: {
      attached() {
        const host: PartElement = hostOf(this)
        const audio = innerOf<HTMLAudioElement>(this, 'audio')
        toggleAttribute(host, 'data-bare', !this.data.controls)
        for (const event of ['play', 'pause', 'ended'])
          audio.addEventListener(event, () => this.triggerEvent(event, {}))
        audio.addEventListener('timeupdate', () =>
          this.triggerEvent('timeupdate', { currentTime: audio.currentTime, duration: audio.duration }),
        )
        audio.addEventListener('error', () => {
          const given = this.data.src !== '' // a browser may complain of a source that was taken away
          if (given) this.triggerEvent('error', { errMsg: audio.error?.code ?? 4 })
        })
        host.partContext = {
          setSrc: (src: string) => this.setData({ src }),
          play: () => void audio.play().catch(() => undefined), // the error event has told it
          pause: () => audio.pause(),
          seek: (seconds: number) => void (audio.currentTime = seconds),
        }
      },
    },
  })
