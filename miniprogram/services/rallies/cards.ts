/** 明信片: paper cards, those this phone carries for others, and joining one. */
import { lastPoint, lastRoutes } from '../rallies'

export interface Companion {
  cardId: string
  name: string
}

/** Whose cards this phone carries on the route of a point; on every route when the point is not known here. */
export function companionsAt(pointId: string | null): Companion[] {
  const known = pointId ? lastPoint({ pointId }) : null
  return (known ? [known.route] : lastRoutes()).flatMap(({ cards }) =>
    cards
      .filter(({ tie }) => tie === 'carried')
      .map(({ cardId, carriedAs, serial }) => ({ cardId, name: carriedAs || serial })),
  )
}
