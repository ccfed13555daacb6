/** Codes other than those of a point lead elsewhere: whoever scans one lands at its page, whichever camera he used. */
import type { Code } from '../../../domain/codes'

/** @returns '' for a code that stamps here, null for what nobody scans by himself */
export function pageOf(code: Code | null, text: string): string | null {
  switch (code?.kind) {
    case 'sheet':
    case 'rotating':
    case 'typed':
      return ''
    case 'paper':
      return `/packages/rallies/paper-card/paper-card?serial=${code.serial}`
    case 'shift':
      return `/packages/rallies/shift/shift?code=${encodeURIComponent(text)}`
    default:
      return null
  }
}
