import type * as glassEasel from 'glass-easel'
import { choiceProperties, drawChoice, groupOf, listenToChoice, membersOf, type ChoiceData } from './choice'
import { hostOf, type PartElement } from './dom'
import template from './choice.wxml'

type Part = glassEasel.GeneralComponent
const dataOf = (part: Part) => part.data as unknown as ChoiceData

/** `<radio>`: one of a group. */
export const registerRadio = (space: glassEasel.ComponentSpace) =>
  space.defineComponent({
    is: 'radio',
    template,
    properties: choiceProperties,
    observers: {
      'checked, disabled, color'() {
        drawChoice(this as unknown as Part, '✓')
      },
    },
    lifetimes: {
      attached() {
        const part = this as unknown as Part
        drawChoice(part, '✓')
        listenToChoice(part, 'radio', () => {
          if (this.data.checked) return
          const group = groupOf(part, 'wx-radio-group')
          for (const member of group ? membersOf(group, 'wx-radio') : []) {
            if (member !== part) member.setData({ checked: false })
          }
          this.setData({ checked: true })
          group?.triggerEvent('change', { value: this.data.value })
        })
      },
    },
  })

/** `<radio-group>`: the value of the one that is on. */
export const registerRadioGroup = (space: glassEasel.ComponentSpace) =>
  space.defineComponent({
    is: 'radio-group',
    properties: { name: String },
    lifetimes: {
      attached() {
        const part = this as unknown as Part
        const host: PartElement = hostOf(part)
        host.setAttribute('role', 'radiogroup')
        host.formField = {
          name: () => this.data.name,
          value: () =>
            membersOf(part, 'wx-radio')
              .map(dataOf)
              .find(({ checked }) => checked)?.value ?? '',
          reset: () => membersOf(part, 'wx-radio').forEach((member) => member.setData({ checked: false })),
        }
      },
    },
  })
