import type * as glassEasel from 'glass-easel'
import { drawChoice, listenToChoice } from './choice'
import { hostOf, toggleAttribute, type PartElement } from './dom'
import template from './choice.wxml'

type Part = glassEasel.GeneralComponent

/** `<switch>`. */
export const registerSwitch = (space: glassEasel.ComponentSpace) =>
  space.defineComponent({
    is: 'switch',
    template,
    properties: {
      name: String,
      checked: Boolean,
      disabled: Boolean,
      type: { type: String, value: 'switch' },
      color: String,
    },
    observers: {
      'checked, disabled, color'() {
        drawChoice(this as unknown as Part, '')
      },
      type() {
        toggleAttribute(hostOf(this), 'data-type', this.data.type)
      },
    },
    lifetimes: {
      attached() {
        const part = this as unknown as Part
        const host: PartElement = hostOf(part)
        drawChoice(part, '')
        listenToChoice(part, 'switch', () => {
          this.setData({ checked: !this.data.checked })
          this.triggerEvent('change', { value: this.data.checked })
        })
        host.formField = {
          name: () => this.data.name,
          value: () => this.data.checked,
          reset: () => this.setData({ checked: false }),
        }
      },
    },
  })
