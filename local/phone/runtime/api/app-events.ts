import { listenTo, type AppEvent } from '../app-events'

type Listener = (fact: never) => void

const EVENTS: Record<string, AppEvent> = {
  UnhandledRejection: 'unhandledRejection',
  PageNotFound: 'pageNotFound',
  WindowResize: 'windowResize',
  BeforeAppRoute: 'beforeRoute',
  AppRoute: 'route',
  AppRouteDone: 'routeDone',
  NetworkWeakChange: 'networkWeak',
}
/** Events of a body this phone does not have: no keyboard on the screen, memory that never runs low, no calls. */
const NEVER = [
  'KeyboardHeightChange',
  'MemoryWarning',
  'AudioInterruptionBegin',
  'AudioInterruptionEnd',
  'LazyLoadError',
  'CopyUrl',
]

/** `wx.onX` and `wx.offX` for what happens to the app as a whole. */
export function appEventsApi(): Record<string, unknown> {
  const api: Record<string, unknown> = {}
  for (const [name, event] of Object.entries(EVENTS)) {
    const stops = new Map<unknown, () => void>()
    api[`on${name}`] = (listener: Listener) => void stops.set(listener, listenTo(event, listener))
    api[`off${name}`] = (listener?: Listener) => {
      for (const [known, stop] of stops) if (!listener || known === listener) stop()
    }
  }
  for (const name of NEVER) api[`on${name}`] = api[`off${name}`] = () => undefined
  return api
}
