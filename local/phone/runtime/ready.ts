import * as glassEasel from 'glass-easel'
import { reportError } from './report'

/** Components attached and not yet told `ready`. glass-easel leaves this lifetime to its host. */
let waiting: glassEasel.GeneralComponent[] = []

/** `attached` of every component of the app: `ready` follows once the whole tree around it stands. */
export function queueReady(this: unknown) {
  if (waiting.length === 0) queueMicrotask(flushReady)
  waiting.push((this as { _$: glassEasel.GeneralComponent })._$)
}

/** Tell all attached components `ready`, inner ones first. */
export function flushReady() {
  const components = waiting.reverse()
  waiting = []
  for (const component of components) {
    try {
      component.triggerLifetime('ready', [])
    } catch (error) {
      reportError(error, component.is)
    }
  }
}
