/** What the phone tells about itself: to the console, and to the page it is embedded in. */
export type PhoneFact =
  | { type: 'ready' }
  | { type: 'scanning' }
  | { type: 'scanned'; result: string }
  | { type: 'route'; path: string; query: Record<string, string> }
  | { type: 'error'; message: string; stack?: string }
  | { type: 'unsupported'; name: string }
  | { type: 'shared'; to: 'friend' | 'timeline'; title: string; path: string }

const parameters = new URLSearchParams(location.search)

/** Which phone this is: storage and messages are kept apart by it. */
export const device = parameters.get('device') ?? 'phone'

/** Who holds it; sent to the cloud as the caller's identity. */
export const holder = parameters.get('as') ?? 'guest'

/** True when a page that speaks the phone's messages surrounds it (the phone's own frame does not). */
export const embedded = window.parent !== window && !parameters.has('framed')

export function tell(fact: PhoneFact) {
  if (embedded) window.parent.postMessage({ from: 'phone', device, ...fact }, '*')
}

const said = new Set<string>()

/** Say once, by name, that something is not there. */
export function reportUnsupported(name: string) {
  if (said.has(name)) return
  said.add(name)
  console.warn(`${name} is not supported by the local phone`)
  tell({ type: 'unsupported', name })
}

const errorListeners = new Set<(message: string, error: unknown) => void>()

/** Called for every error of the app that nobody caught. @returns a function that stops it */
export function onError(listener: (message: string, error: unknown) => void): () => void {
  errorListeners.add(listener)
  return () => errorListeners.delete(listener)
}

/** Report an error of the app that nobody caught. */
export function reportError(error: unknown, where = '') {
  const message = error instanceof Error ? error.message : String(error)
  const stack = error instanceof Error ? error.stack : undefined
  console.error(where ? `[${where}]` : '', error)
  tell({ type: 'error', message: where ? `${where}: ${message}` : message, stack })
  for (const listener of errorListeners) listener(stack ?? message, error)
}
