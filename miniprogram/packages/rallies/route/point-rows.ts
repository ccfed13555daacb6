/** The points of a route as its list and its map show them: nearest first where the place is known. */
import type { RoutePoint } from '../../../domain/contract/rallies'
import { metresBetween, sayMetres, type Position } from '../../../domain/distances'
import { openingOf, type Opening } from '../../../domain/point-hours'
import type { Place } from '../postcard/places'

export interface PointRow {
  pointId: string
  order: number
  name: string
  place: string
  opening: Opening['state']
  openingWords: string
  /** 300 米; '' where the way is not known. */
  distance: string
  kind: Place['kind']
  /** 已盖 2026.04.13 · 等着盖 · '' */
  mark: string
  /** The newest of 停办, 换点, a changed session; '' where nothing changed. */
  change: string
  position: Position | null
}

interface Facts {
  points: RoutePoint[]
  /** In the order of the points. */
  places: Place[]
  /** The cloud's time, in ms. */
  now: number
  /** Where the reader is. */
  here: Position | null
}

export function pointRows({ points, places, now, here }: Facts): PointRow[] {
  const rows = points.map((point, at) => {
    const { pointId, order, name, place, position = null, changes = [] } = point
    const { kind, date } = places[at]!
    const opening = openingOf(point, now)
    const metres = here && position ? metresBetween(here, position) : Infinity
    const row: PointRow = {
      ...{ pointId, order, name, place, position, kind },
      opening: opening.state,
      openingWords: opening.words,
      distance: metres < Infinity ? sayMetres(metres) : '',
      mark: kind === 'stamped' ? `已盖 ${date}` : kind === 'waiting' ? '等着盖' : '',
      change: changes[0]?.text ?? '',
    }
    return { row, metres }
  })
  return rows
    .sort((one, other) => one.metres - other.metres || one.row.order - other.row.order)
    .map(({ row }) => row)
}

const EAGERNESS: Opening['state'][] = ['open', 'unknown', 'later']

/** Where to go next: not stamped, open before opening later, then nearest. Null when there is nowhere left. */
export function nextPoint(rows: PointRow[]): PointRow | null {
  const left = rows.filter(({ kind, opening }) => kind === 'empty' && opening !== 'closed')
  for (const state of EAGERNESS) {
    const found = left.find(({ opening }) => opening === state)
    if (found) return found
  }
  return null
}
