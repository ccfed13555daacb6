import { component } from 'glass-easel-miniprogram-adapter'
import type * as glassEasel from 'glass-easel'
import { animateNodes, clearNodes } from './node-animation'
import type { Pages } from './pages'
import { reportUnsupported } from './report'

type Caller = { _$: glassEasel.GeneralComponent }

/** What pages and components have on `this` beyond the framework: things that need the page they stand in. */
export function extendCallers(pages: Pages) {
  const pageOf = (caller: Caller) => {
    const element = caller._$.$$ as unknown as Element | null
    let node: glassEasel.Element | null = caller._$
    while (node?.ownerShadowRoot) node = node.ownerShadowRoot.getHostNode()
    const viewport = element?.closest('.phone-page')
    return pages.stack.find((page) => page.component === node || page.view.viewport === viewport) ?? null
  }
  const missing = (name: string) => () => reportUnsupported(`this.${name}()`)
  Object.assign(component.ComponentCaller.prototype, {
    getTabBar(this: Caller) {
      return pageOf(this)?.customTabBar ?? pages.top()?.customTabBar ?? null
    },
    getPageId(this: Caller) {
      return `pageId:${pageOf(this)?.id ?? 0}`
    },
    getOpenerEventChannel(this: Caller) {
      return pageOf(this)?.channel ?? null
    },
    animate(this: Caller, selector: string, frames: object[], duration: number, done?: () => void) {
      animateNodes(this, selector, frames as Record<string, unknown>[], duration, done)
    },
    clearAnimation(this: Caller, selector: string, options?: object, done?: () => void) {
      clearNodes(this, selector, options, done)
    },
    /** How this phone draws: as the classic WebView does. */
    renderer: 'webview',
    // hints for speed: scrolling here never waits for a listener, and nothing is drawn before the app has run
    setPassiveEvent: () => undefined,
    setInitialRenderingCache: () => undefined,
    applyAnimatedStyle: missing('applyAnimatedStyle'),
    clearAnimatedStyle: missing('clearAnimatedStyle'),
    setUpdatePerformanceListener: missing('setUpdatePerformanceListener'),
  })
  for (const name of ['router', 'pageRouter']) {
    Object.defineProperty(component.ComponentCaller.prototype, name, { configurable: true, get: routerOf })
  }
}

/** `this.router`: the navigation of wx, under its name. */
function routerOf() {
  const { wx } = window as unknown as { wx: Record<string, unknown> }
  const { navigateTo, redirectTo, switchTab, reLaunch, navigateBack } = wx
  return { navigateTo, redirectTo, switchTab, reLaunch, navigateBack }
}
