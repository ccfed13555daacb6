import { callable } from './call'

type Listener = (fact: object) => void

/** How often a sensor tells (ms), by the platform's names. */
const INTERVALS: Record<string, number> = { game: 20, ui: 60, normal: 200 }

/** What the sensors of a phone tell that lies still on a table, its head to the north. */
const LYING_STILL: Record<string, [stem: string, fact: object]> = {
  Accelerometer: ['Accelerometer', { x: 0, y: 0, z: -1 }],
  Compass: ['Compass', { direction: 0, accuracy: 'high' }],
  Gyroscope: ['Gyroscope', { x: 0, y: 0, z: 0 }],
  DeviceMotion: ['DeviceMotionListening', { alpha: 0, beta: 0, gamma: 0 }],
}

/** `wx.startX`, `stopX`, `onXChange` and `offXChange` of the sensors. */
export function sensorsApi(): Record<string, unknown> {
  const api: Record<string, unknown> = {}
  for (const [name, [stem, fact]] of Object.entries(LYING_STILL)) {
    const listeners = new Set<Listener>()
    let timer = 0
    const stop = () => clearInterval(timer)
    const start = (interval = 'normal') => {
      stop()
      timer = window.setInterval(
        () => listeners.forEach((listener) => listener({ ...fact })),
        INTERVALS[interval] ?? INTERVALS.normal,
      )
    }
    api[`start${stem}`] = callable<{ interval?: string }>(`start${stem}`, ({ interval }) => start(interval))
    api[`stop${stem}`] = callable(`stop${stem}`, stop)
    api[`on${name}Change`] = (listener: Listener) => {
      listeners.add(listener)
      // the compass and the accelerometer tell from the first listener on
      if (name === 'Compass' || name === 'Accelerometer') start()
    }
    api[`off${name}Change`] = (listener?: Listener) =>
      listener ? void listeners.delete(listener) : listeners.clear()
  }
  return api
}
