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

/** Warnings of the framework about what is everywhere in the field and does nothing there either. */
const HARMLESS = [
  // `wx:key` naming a field that the items lack: no key
  'keys are not unique while list updates: ""',
  // attributes of `<slot>`: it has no element
  'is not a valid event binding or slot value',
  // a library's component that may stand in another the app does not use
  'the target of relation',
  // a list that has not come yet, and `wx:for="{{5}}"`
  'The for-list data is neither Array nor Object, got type "undefined"',
  'The for-list data is neither Array nor Object, got type "null"',
  'Use number as for-list',
  // an attribute a component does not know
  'is not a valid property',
]

/** A warning of the framework, unless nobody needs it. */
export function reportWarning(message: string) {
  if (!HARMLESS.some((part) => message.includes(part))) console.warn(message)
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
