import * as glassEasel from 'glass-easel'
import type { AppPackage } from '../app-package'
import { createAppLife, type LaunchOptions } from './app-life'
import { createApis } from './api/apis'
import { createWx } from './api/wx'
import { happened } from './app-events'
import { PhoneBackend } from './backend'
import { extendCallers } from './callers'
import { listenToCapsule } from './capsule-menu'
import { createComponents } from './components'
import { listenToDesk } from './desk'
import { changeSetting } from './device'
import { openDisk } from './files/disk'
import { listenToGestures } from './gestures'
import { watchForChanges } from './live'
import { createPages, type Pages } from './pages'
import { usePrivacyCheck } from './privacy'
import { setPages } from './part-context'
import { parseUrl } from './api/navigation'
import { reportError, reportWarning } from './report'
import { screen } from './screen'
import { tellFirstIntersection } from './intersection'
import { useUnnamedSlot } from './single-slot'
import { keepSlotOrder } from './slot-order'
import { showCompileErrors } from './compile-errors'
import { addStyleSheet, SHARED_SCOPE } from './styles'
import { createTabBar } from './tab-bar'
import { setThemeVariables } from './theme'
import { phoneSettings } from './settings'

/** 1001: opened from the list of mini programs, the ordinary way in. */
const ORDINARY_SCENE = 1001

function launchOptions(pack: AppPackage): LaunchOptions {
  const parameters = new URLSearchParams(location.search)
  const first = pack.app.entryPagePath ?? pack.app.pages[0] ?? ''
  const { route, query } = parseUrl(
    `/${(parameters.get('path') ?? first).replace(/^\//, '')}?${parameters.get('query') ?? ''}`,
    '',
  )
  return { path: route, query, scene: Number(parameters.get('scene') ?? ORDINARY_SCENE), referrerInfo: {} }
}

function listenToErrors() {
  glassEasel.globalOptions.throwGlobalError = false
  glassEasel.addGlobalErrorListener((error, method, component) => {
    reportError(
      error,
      [typeof component === 'string' ? component : component?.is, method].filter(Boolean).join(' '),
    )
    return false
  })
  glassEasel.addGlobalWarningListener((message) => {
    reportWarning(message)
    return false
  })
  window.addEventListener('unhandledrejection', (event) => {
    reportError(event.reason, 'unhandled rejection')
    happened('unhandledRejection', { reason: event.reason as unknown, promise: event.promise })
  })
  window.addEventListener('error', (event) => event.error && reportError(event.error))
}

async function boot() {
  keepSlotOrder()
  tellFirstIntersection()
  listenToErrors()
  const disk = openDisk()
  const response = await fetch('app-package.json')
  const pack = (await response.json()) as AppPackage
  useUnnamedSlot(pack.app.componentFramework !== 'glass-easel')
  watchForChanges(pack.version)
  showCompileErrors(pack)
  setThemeVariables(pack.theme)
  usePrivacyCheck(pack.app.__usePrivacyCheck__ === true)
  phoneSettings.darkMode = pack.app.darkmode === true
  if (!phoneSettings.darkMode) changeSetting('theme', 'light')
  document.body.classList.toggle('style-v2', pack.app.style === 'v2')
  if (pack.styles.app) addStyleSheet('app', pack.styles.app, SHARED_SCOPE, 'app')

  let pages: Pages | null = null
  const backend = new PhoneBackend()
  const components = createComponents(pack, backend)
  const tabBar = createTabBar(
    pack.app.tabBar,
    (path) => new URL(`app/${path.replace(/^\//, '')}`, location.href).href,
  )
  pages = createPages(pack, components, tabBar)
  extendCallers(pages)
  setPages(pages)
  const life = createAppLife(pack, components, () => pages as Pages, launchOptions(pack))
  const wx = createWx(createApis({ pack, pages, tabBar, life, cloudUrl: phoneSettings.cloudUrl }))
  const openPages = pages
  Object.assign(window, { wx, getCurrentPages: () => openPages.stack.map(({ caller }) => caller) })
  listenToGestures(screen)
  listenToDesk(life)
  listenToCapsule(screen, life)
  await disk
  life.start()
}

// a page that is about to be left for one with a phone around it must not start the app
if (!document.documentElement.dataset.leaving)
  boot().catch((error) => reportError(error, 'the phone could not start'))
