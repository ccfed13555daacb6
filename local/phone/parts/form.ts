import * as glassEasel from 'glass-easel'
import { isFormField } from '../runtime/builtin-behaviors'
import { hostOf, type FormField, type PartElement } from './dom'

type Fields = { __wxElement?: glassEasel.GeneralComponent }

/** What in a form has a name: parts, and components with the wx://form-field behavior. */
function fieldsOf(host: HTMLElement): FormField[] {
  return ([...host.querySelectorAll('*')] as (PartElement & Fields)[]).flatMap((element) => {
    if (element.formField) return [element.formField]
    const node = element.__wxElement
    if (!node || !glassEasel.Component.isComponent(node) || !isFormField(node)) return []
    const data = node.data as { name?: string; value?: unknown }
    return [
      { name: () => data.name ?? '', value: () => data.value, reset: () => node.setData({ value: '' }) },
    ]
  })
}

/** `<form>`: collects what is in it when a button inside submits. */
export const registerForm = (space: glassEasel.ComponentSpace) =>
  space.defineComponent({
    is: 'form',
    properties: { reportSubmit: Boolean, reportSubmitTimeout: Number },
    lifetimes: {
      attached() {
        const host = hostOf(this)
        Object.assign(host, {
          submitForm: () => {
            const named = fieldsOf(host).filter((field) => field.name())
            this.triggerEvent('submit', {
              value: Object.fromEntries(named.map((field) => [field.name(), field.value()])),
            })
          },
          resetForm: () => {
            fieldsOf(host).forEach((field) => field.reset())
            this.triggerEvent('reset', {})
          },
        })
      },
    },
  })
