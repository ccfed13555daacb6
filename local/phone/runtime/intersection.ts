import { component } from 'glass-easel-miniprogram-adapter'

interface Status {
  intersectionRatio: number
  [fact: string]: unknown
}
interface Observer {
  _$initialRatio: number
  observe(selector: string, listener: (status: Status) => void): void
}
type Create = (this: unknown, options?: { initialRatio?: number }) => Observer

/** The node a status is about; the phone's backend writes it there, unseen by the app. */
export const OBSERVED = Symbol('observed')

/**
 * The adapter 0.12.1 keeps the first status of a node to itself when it crosses a threshold; the platform tells it
 * unless it equals `initialRatio`. So the adapter is given a ratio that nothing crosses, and the choice is made here.
 */
export function tellFirstIntersection() {
  const caller = component.ComponentCaller.prototype as unknown as { createIntersectionObserver: Create }
  const create = caller.createIntersectionObserver
  caller.createIntersectionObserver = function (options) {
    const observer = create.call(this, options)
    const initial = options?.initialRatio ?? 0
    observer._$initialRatio = NaN
    const observe = observer.observe.bind(observer)
    observer.observe = (selector, listener) => {
      const told = new WeakSet<object>()
      observe(selector, (status) => {
        const node = (status as unknown as Record<symbol, object>)[OBSERVED]
        const first = node && !told.has(node)
        if (node) told.add(node)
        if (!first || status.intersectionRatio !== initial) listener(status)
      })
    }
    return observer
  }
}
