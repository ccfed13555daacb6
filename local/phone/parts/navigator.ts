import type * as glassEasel from 'glass-easel'
import { reportError, reportUnsupported } from '../runtime/report'
import { hostOf } from './dom'
import { hoverBehavior } from './hover'

type Api = (given: object) => Promise<unknown>

const APIS: Record<string, string> = {
  navigate: 'navigateTo',
  redirect: 'redirectTo',
  switchTab: 'switchTab',
  reLaunch: 'reLaunch',
  navigateBack: 'navigateBack',
}

/** `<navigator>`: a tap opens a page. */
export const registerNavigator = (space: glassEasel.ComponentSpace) =>
  space.defineComponent({
    is: 'navigator',
    behaviors: [hoverBehavior(space)],
    properties: {
      target: { type: String, value: 'self' },
      url: String,
      openType: { type: String, value: 'navigate' },
      delta: { type: Number, value: 1 },
      appId: String,
      path: String,
      extraData: null,
      version: String,
      shortLink: String,
    },
    lifetimes: {
      attached() {
        hostOf(this).setAttribute('role', 'link')
        hostOf(this).tabIndex = 0
        this.addListener('tap', () => {
          const { target, url, openType, delta } = this.data
          const name = APIS[openType]
          if (target !== 'self' || !name)
            return reportUnsupported(`<navigator open-type="${openType}" target="${target}">`)
          const api = (window as unknown as { wx: Record<string, Api> }).wx[name]
          api?.({ url, delta }).then(
            () => this.triggerEvent('success', {}),
            (failure: unknown) => {
              reportError(failure, 'navigator')
              this.triggerEvent('fail', failure)
            },
          )
        })
      },
    },
  })
