import { onSettingChange } from './device'

export type AppEvent =
  | 'unhandledRejection'
  | 'pageNotFound'
  | 'windowResize'
  | 'beforeRoute'
  | 'route'
  | 'routeDone'
  | 'networkWeak'

const listeners = new Map<AppEvent, Set<(fact: never) => void>>()

/** @returns a function that stops listening */
export function listenTo(event: AppEvent, listener: (fact: never) => void): () => void {
  const known = listeners.get(event) ?? new Set()
  listeners.set(event, known.add(listener))
  return () => known.delete(listener)
}

export function happened(event: AppEvent, fact: object) {
  for (const listener of [...(listeners.get(event) ?? [])]) listener(fact as never)
}

window.addEventListener('resize', () => {
  const size = { windowWidth: window.innerWidth, windowHeight: window.innerHeight }
  happened('windowResize', { size })
})
onSettingChange('network', (state) => {
  happened('networkWeak', { weakNet: state === 'weak', networkType: state === 'weak' ? '3g' : 'wifi' })
})
