/** Codes travel as ordinary links, so that WeChat's own camera opens the app with them. */
import { CODE_LINK } from '../../deployment'

export function linkOf(code: string): string {
  return `${CODE_LINK}?s=${encodeURIComponent(code)}`
}
