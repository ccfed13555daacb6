import type * as glassEasel from 'glass-easel'
import { hostOf, toggleAttribute, type PartElement } from './dom'
import { hoverBehavior } from './hover'
import { runOpenType } from './open-type'

/** `<button>` with WeChat's own look. */
export const registerButton = (space: glassEasel.ComponentSpace) =>
  space.defineComponent({
    is: 'button',
    behaviors: [hoverBehavior(space)],
    properties: {
      size: { type: String, value: 'default' },
      type: { type: String, value: 'default' },
      disabled: Boolean,
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
    observers: {
      'size, type, disabled, plain, loading'() {
        const host = hostOf(this)
        const { size, type, disabled, plain, loading } = this.data
        toggleAttribute(host, 'size', size)
        toggleAttribute(host, 'type', type)
        toggleAttribute(host, 'plain', plain)
        toggleAttribute(host, 'loading', loading)
        toggleAttribute(host, 'disabled', disabled)
        toggleAttribute(host, 'aria-disabled', disabled ? 'true' : null)
      },
    },
    lifetimes: {
      attached() {
        const host: PartElement = hostOf(this)
        if (!host.hasAttribute('role')) host.setAttribute('role', 'button')
        host.tabIndex = 0
        const act = () => {
          const { disabled, formType, openType } = this.data
          if (disabled) return
          const form = host.closest('wx-form') as
            (Element & { submitForm?: () => void; resetForm?: () => void }) | null
          if (formType === 'submit') form?.submitForm?.()
          if (formType === 'reset') form?.resetForm?.()
          if (openType) void runOpenType(this as unknown as glassEasel.GeneralComponent, openType)
        }
        host.activate = act
        this.addListener('tap', act)
      },
    },
  })
