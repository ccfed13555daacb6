import type * as glassEasel from 'glass-easel'
import { pictureAddress } from '../runtime/files/pictures'
import { reportUnsupported } from '../runtime/report'
import { hostOf, innerOf, toggleAttribute, type PartElement } from './dom'
import template from './video.wxml'

/** `<video>`: the browser's player; films of the app, the phone and this machine. */
export const registerVideo = (space: glassEasel.ComponentSpace) =>
  space.defineComponent({
    is: 'video',
    template,
    properties: {
      src: String,
      controls: { type: Boolean, value: true },
      autoplay: Boolean,
      loop: Boolean,
      muted: Boolean,
      initialTime: Number,
      poster: String,
      objectFit: { type: String, value: 'contain' },
      title: String,
      duration: Number,
      // how WeChat's own player looks
      direction: Number,
      showProgress: { type: Boolean, value: true },
      showFullscreenBtn: { type: Boolean, value: true },
      showPlayBtn: { type: Boolean, value: true },
      showCenterPlayBtn: { type: Boolean, value: true },
      enableProgressGesture: { type: Boolean, value: true },
      showMuteBtn: Boolean,
      pageGesture: Boolean,
      vslideGesture: Boolean,
      vslideGestureInFullscreen: Boolean,
      playBtnPosition: String,
      enablePlayGesture: Boolean,
      autoPauseIfNavigate: Boolean,
      autoPauseIfOpenNative: Boolean,
      pictureInPictureMode: null,
      danmuList: null,
      danmuBtn: Boolean,
      enableDanmu: Boolean,
    },
    observers: {
      'src, poster'() {
        const video = innerOf<HTMLVideoElement>(this, 'video')
        const owner = this.ownerShadowRoot?.getHostNode().is ?? ''
        const { src, poster } = this.data
        void Promise.resolve(pictureAddress(src, owner)).then((url) => toggleAttribute(video, 'src', url))
        void Promise.resolve(pictureAddress(poster, owner)).then((url) =>
          toggleAttribute(video, 'poster', url),
        )
      },
      'controls, loop, muted, objectFit, autoplay'() {
        const video = innerOf<HTMLVideoElement>(this, 'video')
        const { controls, loop, muted, objectFit, autoplay } = this.data
        Object.assign(video, { controls, loop, muted, autoplay })
        video.style.objectFit = objectFit
      },
    },
    lifetimes: {
      attached() {
        const host: PartElement = hostOf(this)
        const video = innerOf<HTMLVideoElement>(this, 'video')
        const tell = (event: string, name = event, detail: () => object = () => ({})) =>
          video.addEventListener(event, () => this.triggerEvent(name, detail()))
        for (const event of ['play', 'pause', 'ended', 'waiting']) tell(event)
        tell('timeupdate', 'timeupdate', () => ({ currentTime: video.currentTime, duration: video.duration }))
        tell('seeked', 'seekcomplete', () => ({ position: video.currentTime }))
        tell('error', 'error', () => ({ errMsg: video.error?.message ?? 'MEDIA_ERR' }))
        video.addEventListener('loadedmetadata', () => {
          if (this.data.initialTime) video.currentTime = this.data.initialTime
          const { videoWidth: width, videoHeight: height, duration } = video
          this.triggerEvent('loadedmetadata', { width, height, duration })
        })
        host.partContext = {
          play: () => void video.play().catch(() => undefined),
          pause: () => video.pause(),
          stop: () => {
            video.pause()
            video.currentTime = 0
          },
          seek: (seconds: number) => void (video.currentTime = seconds),
          playbackRate: (rate: number) => void (video.playbackRate = rate),
          requestFullScreen: () => void video.requestFullscreen?.().catch(() => undefined),
          exitFullScreen: () => void document.exitFullscreen?.().catch(() => undefined),
          sendDanmu: () => reportUnsupported('VideoContext.sendDanmu'),
          showStatusBar: () => undefined,
          hideStatusBar: () => undefined,
        }
      },
    },
  })
