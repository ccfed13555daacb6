import { component } from 'glass-easel-miniprogram-adapter'
import type * as glassEasel from 'glass-easel'
import type { PageCaller, Pages } from '../pages'
import { SelectorQuery } from '../selector-query'

type Caller = { _$: glassEasel.GeneralComponent }
type ObserverOptions = { thresholds?: number[]; initialRatio?: number; observeAll?: boolean }
type WithObservers = PageCaller & {
  createIntersectionObserver(options?: ObserverOptions): unknown
  createMediaQueryObserver(): unknown
}

/** Questions about nodes on the page: from wx for the page on top, from a component for itself. */
export function queryApi(pages: Pages) {
  Object.assign(component.ComponentCaller.prototype, {
    createSelectorQuery(this: Caller) {
      return new SelectorQuery(this._$)
    },
  })
  const top = () => pages.top()?.caller as WithObservers | undefined
  return {
    createSelectorQuery: () => new SelectorQuery(pages.top()?.component ?? null),
    createIntersectionObserver: (owner?: WithObservers, options?: ObserverOptions) =>
      (owner ?? top())?.createIntersectionObserver(options),
    createMediaQueryObserver: (owner?: WithObservers) => (owner ?? top())?.createMediaQueryObserver(),
  }
}
