import { happened } from '../app-events'
import { closeHeld } from '../held-pages'
import type { OpenPage, Pages, Query } from '../pages'
import type { TabBar } from '../tab-bar'
import { ApiFailure, callable } from './call'

/** The platform refuses an eleventh page. */
const STACK_LIMIT = 10

interface To {
  url: string
  events?: Record<string, (...given: unknown[]) => void>
}

/** `../a/b?x=1` seen from a page → route without a leading slash, and the query decoded once, as the platform does not. */
export function parseUrl(url: string, from: string): { route: string; query: Query } {
  const [path = '', search = ''] = url.split('?')
  const base = path.startsWith('/') ? [] : from.split('/').slice(0, -1)
  for (const part of path.split('/')) {
    if (part === '..') base.pop()
    else if (part !== '.' && part !== '') base.push(part)
  }
  const query: Query = {}
  for (const pair of search.split('&').filter(Boolean)) {
    const [name = '', ...rest] = pair.split('=')
    query[decodeURIComponent(name)] = rest.join('=')
  }
  return { route: base.join('/'), query }
}

export function navigationApi(pages: Pages, tabBar: TabBar) {
  const target = (url: string, api: string) => {
    const found = parseUrl(url, pages.top()?.route ?? '')
    if (!pages.exists(found.route))
      throw new ApiFailure(
        `page "${found.route}${url.includes('?') ? `?${url.split('?')[1]}` : ''}" is not found`,
      )
    if (api !== 'switchTab' && api !== 'reLaunch' && pages.isTab(found.route)) {
      throw new ApiFailure(`can not ${api} a tabbar page`)
    }
    return found
  }
  const wire = (page: OpenPage, events: To['events']) => {
    for (const [event, listener] of Object.entries(events ?? {})) page.channel.on(event, listener)
  }
  /** Tell listeners of wx.onAppRoute and its kin around a change of pages. */
  const routed = <Result>(openType: string, path: string, query: Query, change: () => Result): Result => {
    const fact = { openType, path, query, timeStamp: Date.now() }
    happened('beforeRoute', fact)
    const result = change()
    const told = { ...fact, webviewId: pages.top()?.id }
    happened('route', told)
    queueMicrotask(() => happened('routeDone', told))
    return result
  }
  tabBar.onTap((route, index) => {
    const open = () => routed('switchTab', route, {}, () => pages.switchTab(route, {}))
    const tab = pages.top()?.route === route ? pages.top() : open()
    const method = tab?.caller.onTabItemTap
    if (typeof method === 'function')
      method.call(tab?.caller, { index: String(index), pagePath: route, text: '' })
  })

  return {
    navigateTo: callable<To>('navigateTo', ({ url, events }) => {
      const { route, query } = target(url, 'navigateTo')
      if (pages.stack.length >= STACK_LIMIT) throw new ApiFailure('webview count limit exceed')
      const page = routed('navigateTo', route, query, () => pages.open(route, query))
      wire(page, events)
      return { eventChannel: page.channel }
    }),
    redirectTo: callable<To>('redirectTo', ({ url }) => {
      const { route, query } = target(url, 'redirectTo')
      routed('redirectTo', route, query, () => {
        pages.close(1, true)
        pages.open(route, query, true)
      })
    }),
    navigateBack: callable<{ delta?: number }>('navigateBack', ({ delta = 1 }) => {
      const top = pages.top()
      if (top && closeHeld(top.view.layer)) return
      if (pages.stack.length <= 1) throw new ApiFailure('cannot navigate back at first page')
      const count = Math.min(Math.max(delta, 1), pages.stack.length - 1)
      const to = pages.stack[pages.stack.length - 1 - count] as OpenPage
      routed('navigateBack', to.route, to.query, () => pages.close(count))
    }),
    switchTab: callable<To>('switchTab', ({ url }) => {
      const { route, query } = target(url, 'switchTab')
      if (!pages.isTab(route)) throw new ApiFailure('can not switch to no-tabBar page')
      routed('switchTab', route, query, () => pages.switchTab(route, query))
    }),
    // on a real phone it goes to the list of chats; here it starts again
    exitMiniProgram: callable('exitMiniProgram', () => location.reload()),
    restartMiniProgram: callable('restartMiniProgram', () => location.reload()),
    reLaunch: callable<To>('reLaunch', ({ url }) => {
      const { route, query } = target(url, 'reLaunch')
      routed('reLaunch', route, query, () => pages.reLaunch(route, query))
    }),
  }
}
