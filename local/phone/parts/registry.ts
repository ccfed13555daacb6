import type * as glassEasel from 'glass-easel'
import { registerButton } from './button'
import { registerText } from './text'
import { registerView } from './view'

type Register = (space: glassEasel.ComponentSpace) => unknown

const PARTS: Record<string, Register> = {
  view: registerView,
  text: registerText,
  button: registerButton,
}

export const PART_TAGS = Object.keys(PARTS)

/** All built-in parts by the tag they answer to. */
export function registerParts(
  space: glassEasel.ComponentSpace,
): Record<string, glassEasel.GeneralComponentDefinition> {
  const made = Object.entries(PARTS).map(([tag, register]) => [tag, register(space)])
  return Object.fromEntries(made) as Record<string, glassEasel.GeneralComponentDefinition>
}
