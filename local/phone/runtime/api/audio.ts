import { pictureAddress } from '../files/pictures'

type Listener = (fact?: object) => void

/** Names of the browser's events, by those of the platform. */
const EVENTS: Record<string, string> = {
  Canplay: 'canplay',
  Play: 'play',
  Pause: 'pause',
  Ended: 'ended',
  TimeUpdate: 'timeupdate',
  Error: 'error',
  Waiting: 'waiting',
  Seeking: 'seeking',
  Seeked: 'seeked',
}

/** wx.createInnerAudioContext: sounds of the app, the phone and this machine. */
export function createInnerAudioContext() {
  const audio = new Audio()
  let source = ''
  const stopped = new Set<Listener>()
  const context: Record<string, unknown> = {
    play: () => void audio.play().catch(() => undefined), // the error event has told it
    pause: () => audio.pause(),
    stop: () => {
      audio.pause()
      audio.currentTime = 0
      stopped.forEach((listener) => listener())
    },
    seek: (seconds: number) => void (audio.currentTime = seconds),
    destroy: () => {
      audio.pause()
      audio.removeAttribute('src')
    },
    onStop: (listener: Listener) => void stopped.add(listener),
    offStop: (listener?: Listener) => (listener ? void stopped.delete(listener) : stopped.clear()),
    obeyMuteSwitch: true,
    startTime: 0,
  }
  Object.defineProperty(context, 'src', {
    enumerable: true,
    get: () => source,
    set(path: string) {
      source = path
      void Promise.resolve(pictureAddress(path, '')).then((url) => (audio.src = url))
    },
  })
  for (const name of ['loop', 'autoplay', 'volume', 'playbackRate', 'currentTime'] as const) {
    Object.defineProperty(context, name, {
      enumerable: true,
      get: () => audio[name],
      set: (value: never) => void (audio[name] = value),
    })
  }
  for (const name of ['duration', 'paused', 'buffered'] as const) {
    Object.defineProperty(context, name, { enumerable: true, get: () => audio[name] })
  }
  for (const [name, event] of Object.entries(EVENTS)) {
    const wrapped = new Map<Listener, () => void>()
    context[`on${name}`] = (listener: Listener) => {
      const tell = () => listener(event === 'error' ? { errCode: 10001, errMsg: audio.error?.message } : {})
      wrapped.set(listener, tell)
      audio.addEventListener(event, tell)
    }
    context[`off${name}`] = (listener?: Listener) => {
      for (const [known, tell] of wrapped)
        if (!listener || known === listener) audio.removeEventListener(event, tell)
    }
  }
  return context
}
