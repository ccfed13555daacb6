import type * as glassEasel from 'glass-easel'
import { hoverBehavior } from './hover'

/** `<button>` with WeChat's own look. */
export const registerButton = (space: glassEasel.ComponentSpace) =>
  space.defineComponent({
    is: 'button',
    behaviors: [hoverBehavior(space)],
    properties: {
      size: { type: String, value: 'default' },
      type: { type: String, value: 'default' },
      plain: Boolean,
      loading: Boolean,
      formType: String,
      openType: String,
      // facts for open types the phone does not have: taken, so that only the open type itself is reported
      lang: String,
      sessionFrom: String,
      sendMessageTitle: String,
      sendMessagePath: String,
      sendMessageImg: String,
      appParameter: String,
      showMessageCard: Boolean,
      phoneNumberNoQuotaToast: { type: Boolean, value: true },
      activityType: Number,
      entrancePath: String,
      needShowEntrance: Boolean,
    },
    lifetimes: {
      attached() {
        const host = this.$$ as unknown as HTMLElement
        host.setAttribute('role', 'button')
        host.tabIndex = 0
      },
    },
  })
