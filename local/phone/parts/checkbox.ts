import type * as glassEasel from 'glass-easel'
import { choiceProperties, drawChoice, groupOf, listenToChoice, membersOf, type ChoiceData } from './choice'
import { hostOf, type PartElement } from './dom'
import template from './choice.wxml'

type Part = glassEasel.GeneralComponent
const chosen = (group: Part) =>
  membersOf(group, 'wx-checkbox')
    .map((member) => member.data as unknown as ChoiceData)
    .filter(({ checked }) => checked)
    .map(({ value }) => value)

/** `<checkbox>`: its change is told by the group around it. */
export const registerCheckbox = (space: glassEasel.ComponentSpace) =>
  space.defineComponent({
    is: 'checkbox',
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
        listenToChoice(part, 'checkbox', () => {
          this.setData({ checked: !this.data.checked })
          const group = groupOf(part, 'wx-checkbox-group')
          group?.triggerEvent('change', { value: chosen(group) })
        })
      },
    },
  })

/** `<checkbox-group>`: the values of what is checked in it. */
export const registerCheckboxGroup = (space: glassEasel.ComponentSpace) =>
  space.defineComponent({
    is: 'checkbox-group',
    properties: { name: String },
    lifetimes: {
      attached() {
        const part = this as unknown as Part
        const host: PartElement = hostOf(part)
        host.setAttribute('role', 'group')
        host.formField = {
          name: () => this.data.name,
          value: () => chosen(part),
          reset: () => membersOf(part, 'wx-checkbox').forEach((member) => member.setData({ checked: false })),
        }
      },
    },
  })
