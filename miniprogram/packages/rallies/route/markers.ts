/** The points of a route on a map. */
import type { PointRow } from './point-rows'

export interface Marker {
  /** The point's place in the route: a map's markers have numbers. */
  id: number
  latitude: number
  longitude: number
  iconPath: string
  width: number
  height: number
  ariaLabel: string
  callout: {
    content: string
    display: 'ALWAYS'
    fontSize: number
    padding: number
    borderRadius: number
    color: string
    bgColor: string
  }
}

const PICTURES = '/packages/rallies/images'

export function markersOf(rows: PointRow[]): Marker[] {
  return rows.flatMap(({ order, name, position, kind, openingWords }) => {
    if (!position) return []
    const done = kind === 'stamped'
    return {
      id: order,
      ...position,
      iconPath: `${PICTURES}/pin${done ? '-done' : ''}.png`,
      width: 30,
      height: 36,
      ariaLabel: `${name}，${done ? '已盖' : openingWords}`,
      callout: {
        content: name,
        display: 'ALWAYS',
        fontSize: 13,
        padding: 6,
        borderRadius: 8,
        color: done ? '#C73E63' : '#1E2328',
        bgColor: '#FFFFFF',
      },
    }
  })
}
