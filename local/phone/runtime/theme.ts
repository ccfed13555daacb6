import type { AppPackage } from '../app-package'
import { setting } from './device'

let variables: AppPackage['theme'] = null

export function setThemeVariables(theme: AppPackage['theme']) {
  variables = theme
}

/** A colour or path from app.json or a page's .json: `@name` is looked up in theme.json for the theme that is on. */
export function themed(value: unknown, fallback = ''): string {
  if (typeof value !== 'string') return fallback
  if (!value.startsWith('@')) return value
  return variables?.[setting('theme')]?.[value.slice(1)] ?? fallback
}
