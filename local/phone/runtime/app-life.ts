import type { AppPackage } from '../app-package'
import { onSettingChange } from './device'
import { happened, listenTo } from './app-events'
import type { Components } from './components'
import { setBackground } from './api/network'
import { callPage, type Pages, type Query } from './pages'
import { onError, reportError, tell } from './report'

export interface LaunchOptions {
  path: string
  query: Query
  scene: number
  referrerInfo: Record<string, unknown>
}

type AppObject = Record<string, unknown>
type Listener = (options: LaunchOptions) => void

export interface AppLife {
  launch: LaunchOptions
  /** Options of the last time the app came to the front. */
  enter: LaunchOptions
  showListeners: Set<Listener>
  hideListeners: Set<() => void>
  start(): void
  /** A mini program code scanned, or a link opened, while the app runs. */
  relaunch(options: LaunchOptions): void
  hide(): void
  show(): void
}

/** Cold start, warm start, background and foreground; App and getApp become global here. */
export function createAppLife(
  pack: AppPackage,
  components: Components,
  pages: () => Pages,
  launch: LaunchOptions,
): AppLife {
  let app: AppObject = {}
  let inFront = false

  const call = (name: string, ...given: unknown[]) => {
    const method = app[name]
    if (typeof method !== 'function') return
    try {
      const result = (method as (...given: unknown[]) => unknown).apply(app, given)
      if (result instanceof Promise) result.catch((error) => reportError(error, `App ${name}`))
    } catch (error) {
      reportError(error, `App ${name}`)
    }
  }

  Object.assign(window, {
    App: (definition: AppObject) => {
      app = definition
      onError((message) => call('onError', message))
      listenTo('unhandledRejection', (fact: object) => call('onUnhandledRejection', fact))
      onSettingChange('theme', (theme) => call('onThemeChange', { theme }))
      call('onLaunch', launch)
    },
    getApp: () => app,
  })

  const life: AppLife = {
    launch,
    enter: launch,
    showListeners: new Set(),
    hideListeners: new Set(),
    start() {
      try {
        components.modules.load('app.js')
      } catch (error) {
        reportError(error, 'app.js')
      }
      life.show()
      const { path, query } = launch
      if (pages().exists(path)) {
        pages().open(path, query)
      } else {
        const missing = { path, query, isEntryPage: true, openType: 'appLaunch' }
        call('onPageNotFound', missing)
        happened('pageNotFound', missing)
        if (!pages().top()) pages().open(pack.app.pages[0] ?? '', {})
      }
      tell({ type: 'ready' })
    },
    relaunch(options) {
      if (inFront) life.hide()
      life.enter = options
      inFront = true
      setBackground(false)
      call('onShow', options)
      for (const listener of life.showListeners) listener(options)
      pages().reLaunch(pages().exists(options.path) ? options.path : (pack.app.pages[0] ?? ''), options.query)
    },
    hide() {
      if (!inFront) return
      inFront = false
      setBackground(true)
      const top = pages().top()
      if (top) {
        callPage(top, 'onHide')
        top.component.triggerPageLifetime('hide', [])
      }
      call('onHide')
      for (const listener of life.hideListeners) listener()
    },
    show() {
      if (inFront) return
      inFront = true
      setBackground(false)
      call('onShow', life.enter)
      for (const listener of life.showListeners) listener(life.enter)
      const top = pages().top()
      if (!top) return
      callPage(top, 'onShow')
      top.component.triggerPageLifetime('show', [])
    },
  }
  return life
}
