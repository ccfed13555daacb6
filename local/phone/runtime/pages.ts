import * as glassEasel from 'glass-easel'
import type { AppPackage } from '../app-package'
import type { Components } from './components'
import { closeHeld } from './held-pages'
import { EventChannel } from './event-channel'
import { createPageView, type PageView } from './page-view'
import { flushReady } from './ready'
import { reportError, tell } from './report'
import { listenToScroll } from './page-scroll'
import { listenToPull } from './pull-down'
import type { TabBar } from './tab-bar'

export type Query = Record<string, string>

/** The object the app knows as a page: `this` of its handlers, and what getCurrentPages() holds. */
export interface PageCaller {
  route: string
  options: Query
  setData(data: Record<string, unknown>): void
  [member: string]: unknown
}

export interface OpenPage {
  id: number
  route: string
  query: Query
  component: glassEasel.GeneralComponent
  caller: PageCaller
  view: PageView
  /** Events from and to the page that opened it. */
  channel: EventChannel
  customTabBar: PageCaller | null
}

export interface Pages {
  stack: OpenPage[]
  top(): OpenPage | undefined
  isTab(route: string): boolean
  exists(route: string): boolean
  /** Put a page on top. The page that was there gets onHide, unless `closing`. */
  open(route: string, query: Query, closing?: boolean): OpenPage
  /** Close pages from the top; the page that comes up gets onShow unless `quietly`. */
  close(count: number, quietly?: boolean): void
  switchTab(route: string, query: Query): OpenPage
  reLaunch(route: string, query: Query): OpenPage
}

let lastId = 0

export const queryText = (query: Query) =>
  Object.entries(query)
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
    .join('&')

/** Call a lifecycle function of a page or component, if it has it; an error there is the app's, not ours. */
export function callPage(page: OpenPage, name: string, ...given: unknown[]): unknown {
  const method = page.caller[name]
  if (typeof method !== 'function') return undefined
  try {
    const result = (method as (...given: unknown[]) => unknown).apply(page.caller, given)
    if (result instanceof Promise) result.catch((error) => reportError(error, `${page.route} ${name}`))
    return result
  } catch (error) {
    reportError(error, `${page.route} ${name}`)
    return undefined
  }
}

export function createPages(pack: AppPackage, components: Components, tabBar: TabBar): Pages {
  const stack: OpenPage[] = []
  /** Tab pages stay alive while other tabs are shown. */
  const tabs = new Map<string, OpenPage>()
  const isTab = (route: string) => tabBar.routes.includes(route)

  function mount(component: glassEasel.GeneralComponent, parent: HTMLElement) {
    const placeholder = document.createElement('div')
    parent.append(placeholder)
    const dom = (node: HTMLElement) => node as unknown as glassEasel.GeneralBackendElement
    glassEasel.Element.replaceDocumentElement(component, dom(parent), dom(placeholder))
  }

  function addCustomTabBar(page: OpenPage) {
    if (!pack.app.tabBar?.custom || !isTab(page.route)) return
    const component = components.create('custom-tab-bar/index', 'custom-tab-bar')
    page.customTabBar = component.getMethodCaller() as unknown as PageCaller
    // inside the page's element, so that what `page` sets (variables, font) reaches it
    mount(component, page.component.$$ as unknown as HTMLElement)
  }

  function create(route: string, query: Query): OpenPage {
    const config = { ...pack.app.window, ...pack.components[route] }
    const view = createPageView(config, {
      route,
      canGoBack: stack.length > 0,
      tabBar: isTab(route) && tabBar.native && tabBar.visible(),
      back: () => void (closeHeld(view.layer) || pages.close(1)),
      home: () => void pages.reLaunch(pack.app.pages[0] ?? '', {}),
    })
    view.showHomeButton(stack.length === 0 && !isTab(route) && route !== pack.app.pages[0])
    const component = components.create(route, 'page', queryText(query))
    ;(component.$$ as unknown as HTMLElement).dataset.route = route
    const caller = component.getMethodCaller() as unknown as PageCaller
    const page: OpenPage = {
      id: ++lastId,
      route,
      query,
      component,
      caller,
      view,
      channel: new EventChannel(),
      customTabBar: null,
    }
    Object.assign(caller, { route, __route__: route, options: query })
    return page
  }

  function show(page: OpenPage) {
    page.view.show()
    tabBar.showFor(page.route)
    callPage(page, 'onShow')
    page.component.triggerPageLifetime('show', [])
    tell({ type: 'route', path: page.route, query: page.query })
  }

  function hide(page: OpenPage) {
    callPage(page, 'onHide')
    page.component.triggerPageLifetime('hide', [])
    page.view.hide()
  }

  function unload(page: OpenPage) {
    callPage(page, 'onUnload')
    glassEasel.Element.pretendDetached(page.component)
    page.view.remove()
    tabs.delete(page.route)
  }

  function start(page: OpenPage) {
    mount(page.component, page.view.scroller)
    addCustomTabBar(page)
    callPage(page, 'onLoad', page.query)
    show(page)
    flushReady()
    callPage(page, 'onReady')
    const config = { ...pack.app.window, ...pack.components[page.route] }
    listenToScroll(page, Number(config.onReachBottomDistance ?? 50))
    if (config.enablePullDownRefresh) listenToPull(page)
  }

  const pages: Pages = {
    stack,
    top: () => stack[stack.length - 1],
    isTab,
    exists: (route) => pack.app.pages.includes(route),
    open(route, query, closing = false) {
      const before = pages.top()
      const page = create(route, query)
      stack.push(page)
      if (isTab(route)) tabs.set(route, page)
      if (before && !closing) hide(before)
      start(page)
      return page
    },
    close(count, quietly = false) {
      for (const page of stack.splice(Math.max(stack.length - count, 0)).reverse()) unload(page)
      const top = pages.top()
      if (top && !quietly) show(top)
    },
    switchTab(route, query) {
      const before = pages.top()
      if (before?.route === route) return before
      for (const page of [...stack].reverse()) {
        if (!isTab(page.route)) unload(page)
        else hide(page)
      }
      stack.length = 0
      const known = tabs.get(route)
      if (!known) return pages.open(route, query, true)
      stack.push(known)
      show(known)
      return known
    },
    reLaunch(route, query) {
      const all = new Set([...stack, ...tabs.values()])
      stack.length = 0
      tabs.clear()
      for (const page of [...all].reverse()) unload(page)
      return pages.open(route, query, true)
    },
  }
  return pages
}
