import type { AppConfig } from '../../app-package'
import { onSettingChange, setting } from '../device'
import { gpsPlace, placeOfPhone } from '../place'
import { choosePlace, showPlace } from '../sheets/place'
import { ApiFailure, callable } from './call'
import { mustBeAllowed, mustBeDeclared } from './permission'

type Fix = { latitude: number; longitude: number; accuracy: number }
type Listener = (fix: Fix) => void

const listeners = new Set<Listener>()
let updating = false

const fixOf = (place: { latitude: number; longitude: number }) => {
  const still = { speed: -1, altitude: 0, verticalAccuracy: 0, horizontalAccuracy: 20 }
  return { latitude: place.latitude, longitude: place.longitude, accuracy: 20, ...still }
}
const fixAs = (type = 'wgs84') => fixOf(type === 'gcj02' ? placeOfPhone() : gpsPlace())

onSettingChange('place', () => {
  if (updating) for (const listener of [...listeners]) listener(fixOf(placeOfPhone()))
})

/** Where the phone is, as the desk says; and places on a map. */
export const locationApi = (app: AppConfig) => ({
  getLocation: callable<{ type?: string }>('getLocation', async ({ type }) => {
    mustBeDeclared(app, 'getLocation')
    await mustBeAllowed(app, 'getLocation', 'scope.userLocation')
    return fixAs(type)
  }),
  getFuzzyLocation: callable<{ type?: string }>('getFuzzyLocation', async ({ type }) => {
    mustBeDeclared(app, 'getFuzzyLocation')
    await mustBeAllowed(app, 'getFuzzyLocation', 'scope.userFuzzyLocation')
    const { latitude, longitude } = fixAs(type)
    return { latitude: Math.round(latitude * 100) / 100, longitude: Math.round(longitude * 100) / 100 }
  }),
  chooseLocation: callable<{ latitude?: number; longitude?: number }>('chooseLocation', async (given) => {
    mustBeDeclared(app, 'chooseLocation')
    await mustBeAllowed(app, 'chooseLocation')
    const here = placeOfPhone()
    const chosen = await choosePlace({
      latitude: given.latitude ?? here.latitude,
      longitude: given.longitude ?? here.longitude,
      name: setting('place').name ?? '我的位置',
    })
    if (!chosen) throw new ApiFailure('cancel')
    return chosen
  }),
  openLocation: callable<{ latitude: number; longitude: number; name?: string; address?: string }>(
    'openLocation',
    ({ latitude, longitude, name, address }) => {
      if (typeof latitude !== 'number' || typeof longitude !== 'number')
        throw new ApiFailure('parameter error: latitude and longitude should be Number')
      showPlace({ latitude, longitude, name: name ?? '位置', address: address ?? '' })
    },
  ),
  startLocationUpdate: callable('startLocationUpdate', async () => {
    mustBeDeclared(app, 'startLocationUpdate')
    await mustBeAllowed(app, 'startLocationUpdate', 'scope.userLocation')
    updating = true
    // the first fix comes by itself
    setTimeout(() => listeners.forEach((listener) => listener(fixOf(placeOfPhone()))), 0)
  }),
  stopLocationUpdate: callable('stopLocationUpdate', () => void (updating = false)),
  onLocationChange: (listener: Listener) => void listeners.add(listener),
  offLocationChange: (listener?: Listener) =>
    listener ? void listeners.delete(listener) : listeners.clear(),
})
