import type * as glassEasel from 'glass-easel'
import { hostOf, innerOf, toggleAttribute, type PartElement } from './dom'

type Part = glassEasel.GeneralComponent

export interface ChoiceData {
  checked: boolean
  disabled: boolean
  value: string
  color: string
}

export const choiceProperties = {
  value: { type: String, value: '' },
  checked: Boolean,
  disabled: Boolean,
  color: String,
} as const

const dataOf = (part: Part) => part.data as unknown as ChoiceData

/** Show whether a checkbox, radio or switch is on, to the eye and to accessibility tools. */
export function drawChoice(part: Part, mark: string) {
  const host = hostOf(part)
  const { checked, disabled, color } = dataOf(part)
  host.setAttribute('aria-checked', String(!!checked))
  toggleAttribute(host, 'aria-disabled', disabled ? 'true' : null)
  const box = innerOf(part, 'box')
  toggleAttribute(box, 'data-on', !!checked)
  box.textContent = checked ? mark : ''
  box.style.setProperty('--part-color', color || '#07c160')
}

/** Let taps, labels and keys act on it. */
export function listenToChoice(part: Part, role: string, act: () => void) {
  const host: PartElement = hostOf(part)
  host.setAttribute('role', role)
  host.tabIndex = 0
  const guarded = () => {
    if (!dataOf(part).disabled) act()
  }
  host.activate = guarded
  part.addListener('tap', guarded)
}

/** The parts of a group, in the order of the page. */
export function membersOf(group: Part, tag: string): Part[] {
  const elements = [...hostOf(group).querySelectorAll(tag)] as unknown as { __wxElement: Part }[]
  return elements.map(({ __wxElement }) => __wxElement)
}

/** The group a part stands in, or null. */
export function groupOf(part: Part, tag: string): Part | null {
  const element = hostOf(part).closest(tag) as unknown as { __wxElement: Part } | null
  return element?.__wxElement ?? null
}
