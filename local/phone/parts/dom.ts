import type * as glassEasel from 'glass-easel'

type Component = Pick<glassEasel.GeneralComponent, '$$' | 'getShadowRoot'>

/** The element of a part. */
export const hostOf = (part: Component) => part.$$ as unknown as HTMLElement

/** An element inside a part, by its id in the part's template. */
export function innerOf<Kind extends HTMLElement = HTMLElement>(part: Component, id: string): Kind {
  return part.getShadowRoot()?.getElementById(id)?.$$ as unknown as Kind
}

/** What a part that holds a value gives to the form around it; kept on its element. */
export interface FormField {
  name(): string
  value(): unknown
  reset(): void
}

/** What a label does with the control it belongs to; kept on its element. */
export interface PartElement extends HTMLElement {
  formField?: FormField
  activate?: () => void
  /** What SelectorQuery.node() gives. */
  partContext?: unknown
}

/** Set or remove an attribute. */
export function toggleAttribute(element: Element, name: string, value: string | boolean | null) {
  if (value === null || value === false || value === '') element.removeAttribute(name)
  else element.setAttribute(name, value === true ? '' : value)
}
