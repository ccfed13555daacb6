import type { IncomingMessage } from 'node:http'

const OWN_NAMES = new Set(['localhost', '127.0.0.1'])

/**
 * Why a request must be refused, or null when it comes from this machine.
 *
 * Listening on 127.0.0.1 is not enough: any web page can send requests there, and a page whose name was
 * pointed at 127.0.0.1 (DNS rebinding) could even read the answers. Such a request carries the foreign name
 * in Host or Origin.
 */
export function refusal(req: IncomingMessage): string | null {
  const host = req.headers.host
  if (host === undefined || !isOwnName(`http://${host}`)) return `foreign Host ${host ?? '(none)'}`
  const origin = req.headers.origin
  if (origin !== undefined && !isOwnName(origin)) return `foreign Origin ${origin}`
  return null
}

function isOwnName(url: string): boolean {
  return URL.canParse(url) && OWN_NAMES.has(new URL(url).hostname)
}
