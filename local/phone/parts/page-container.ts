import type * as glassEasel from 'glass-easel'
import { holdPage } from '../runtime/held-pages'
import { hostOf, innerOf } from './dom'
import template from './page-container.wxml'

/** `<page-container>`: a sheet over the page, which the first step back closes. */
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
    lifetimes: {
      attached() {
        const host = hostOf(this)
        let release = () => {}
        let shown = false
        const close = () => this.setData({ show: false })
        const follow = () => {
          if (shown === this.data.show) return
          shown = this.data.show
          release()
          release = shown ? holdPage(host, close) : () => {}
          const stages = shown ? ['beforeenter', 'enter'] : ['beforeleave', 'leave']
          for (const stage of stages) this.triggerEvent(stage, {})
          setTimeout(() => this.triggerEvent(shown ? 'afterenter' : 'afterleave', {}), this.data.duration)
        }
        follow()
        this.dynamicAddObserver(follow, 'show')
        innerOf(this, 'overlay').addEventListener('click', () => {
          this.triggerEvent('clickoverlay', {})
          close()
        })
        let from = 0
        this.addListener('touchstart', (event) => {
          from = (event as unknown as { touches: { clientY: number }[] }).touches[0]?.clientY ?? 0
        })
        this.addListener('touchend', (event) => {
          const [point] = (event as unknown as { changedTouches: { clientY: number }[] }).changedTouches
          if (this.data.closeOnSlideDown && (point?.clientY ?? 0) - from > 60) close()
        })
      },
    },
  })
