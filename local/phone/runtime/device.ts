/**
 * The body of the phone: a mid-range Android with a plain rectangular screen. Sizes in CSS pixels.
 * The screen is the frame the page stands in.
 */
export const statusBarHeight = 28
export const navigationBarHeight = 48
export const tabBarHeight = 50
export const capsule = { width: 87, height: 32, right: 10 }

export type NetworkState = 'good' | 'weak' | 'off'
export type Theme = 'light' | 'dark'

/** Where a phone is until the desk says otherwise: a place in the middle of the country. Degrees of GCJ-02. */
export const FIRST_PLACE = { latitude: 30.59276, longitude: 114.30525, name: '示例位置' }

interface Settings {
  /** Degrees of GCJ-02, as WeChat's map counts. */
  place: { latitude: number; longitude: number; name?: string }
  network: NetworkState
  theme: Theme
  fontScale: number
}

/** The address may set them from the start, so that an app's first calls already meet this network. */
const asked = new URLSearchParams(location.search)
const askedPlace = () => {
  const [latitude = NaN, longitude = NaN] = (asked.get('place') ?? '').split(',').map(Number)
  return Number.isFinite(latitude) && Number.isFinite(longitude) ? { latitude, longitude } : FIRST_PLACE
}
const settings: Settings = {
  place: askedPlace(),
  network: (asked.get('network') as NetworkState | null) ?? 'good',
  theme: (asked.get('theme') as Theme | null) ?? 'light',
  fontScale: Number(asked.get('fontScale') ?? 1),
}
const listeners: { [K in keyof Settings]: Set<(value: Settings[K]) => void> } = {
  place: new Set(),
  network: new Set(),
  theme: new Set(),
  fontScale: new Set(),
}

export function setting<K extends keyof Settings>(name: K): Settings[K] {
  return settings[name]
}

export function changeSetting<K extends keyof Settings>(name: K, value: Settings[K]) {
  if (settings[name] === value) return
  settings[name] = value
  for (const listener of [...listeners[name]]) listener(value)
}

/** @returns a function that stops listening */
export function onSettingChange<K extends keyof Settings>(
  name: K,
  listener: (value: Settings[K]) => void,
): () => void {
  listeners[name].add(listener)
  return () => listeners[name].delete(listener)
}

export const screenSize = () => ({ width: window.innerWidth, height: window.innerHeight })

/** Place of the capsule on the screen, as wx.getMenuButtonBoundingClientRect gives it. */
export function capsuleRect() {
  const top = statusBarHeight + (navigationBarHeight - capsule.height) / 2
  const right = screenSize().width - capsule.right
  return { ...capsule, top, right, left: right - capsule.width, bottom: top + capsule.height }
}
