/** Codes other than those of a point lead elsewhere: whoever scans one lands at its page, whichever camera he used. */
import type { Code } from '../../../domain/codes'

/** @returns '' for a code that stamps here, null for what is none of ours */
export function pageOf(code: Code | null): string | null {
  switch (code?.kind) {
    case 'sheet':
    case 'rotating':
    case 'typed':
      return ''
    default:
      return null
  }
}
