import { callable } from '../api/call'
import { createWx } from '../api/wx'
import { placeOfPhone } from '../place'
import type { Marker } from './drawing'
import { middleOf, scaleFor, toPixels, toPlace, type Place } from './projection'

/** A map as it stands. */
export interface MapView {
  center: Place
  scale: number
  size(): { width: number; height: number }
  /** Markers that came by addMarkers. */
  added: Marker[]
  draw(): void
  told(type: 'begin' | 'end', causedBy: string): void
}

/** wx.createMapContext. */
export function createMapContext(view: MapView) {
  const region = () => {
    const { x, y } = toPixels(view.center, view.scale)
    const { width, height } = view.size()
    return {
      southwest: toPlace(x - width / 2, y + height / 2, view.scale),
      northeast: toPlace(x + width / 2, y - height / 2, view.scale),
    }
  }
  const change = (next: Partial<Pick<MapView, 'center' | 'scale'>>) => {
    Object.assign(view, next)
    view.draw()
    view.told('end', 'update')
  }
  const methods = {
    getCenterLocation: callable('getCenterLocation', () => ({ ...view.center })),
    getScale: callable('getScale', () => ({ scale: view.scale })),
    getRegion: callable('getRegion', region),
    getRotate: callable('getRotate', () => ({ rotate: 0 })),
    getSkew: callable('getSkew', () => ({ skew: 0 })),
    moveToLocation: callable<Partial<Place>>('moveToLocation', ({ latitude, longitude }) => {
      const here = placeOfPhone()
      change({ center: { latitude: latitude ?? here.latitude, longitude: longitude ?? here.longitude } })
    }),
    includePoints: callable<{ points: Place[]; padding?: number[] }>(
      'includePoints',
      ({ points, padding }) => {
        if (points.length === 0) return
        const { width, height } = view.size()
        const scale = points.length > 1 ? scaleFor(points, width, height, padding?.[0] ?? 0) : view.scale
        change({ center: middleOf(points), scale })
      },
    ),
    addMarkers: callable<{ markers: Marker[]; clear?: boolean }>('addMarkers', ({ markers, clear }) => {
      view.added = [...(clear ? [] : view.added), ...markers]
      view.draw()
    }),
    removeMarkers: callable<{ markerIds: number[] }>('removeMarkers', ({ markerIds }) => {
      view.added = view.added.filter(({ id }) => id === undefined || !markerIds.includes(id))
      view.draw()
    }),
    toScreenLocation: callable<Place>('toScreenLocation', (place) => {
      const [at, middle] = [toPixels(place, view.scale), toPixels(view.center, view.scale)]
      const { width, height } = view.size()
      return { x: at.x - middle.x + width / 2, y: at.y - middle.y + height / 2 }
    }),
    fromScreenLocation: callable<{ x: number; y: number }>('fromScreenLocation', ({ x, y }) => {
      const middle = toPixels(view.center, view.scale)
      const { width, height } = view.size()
      return toPlace(middle.x + x - width / 2, middle.y + y - height / 2, view.scale)
    }),
  }
  return createWx(methods, 'MapContext.') as typeof methods
}
