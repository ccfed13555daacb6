/** Everybody on this phone: its holder and up to five people with him, each with a card for each route. */
import { stampedPoints } from '../../../domain/checkins'
import { saySerial } from '../../../domain/serials'
import type { OpenRoute } from '../../../services/rallies'
import { carriedOn, nameOf } from '../../../services/rallies/cards'

export interface PersonCard {
  serial: string
  said: string
  routeName: string
  progress: string
}
export interface PersonHere {
  name: string
  cards: PersonCard[]
}

export function peopleHere(routes: OpenRoute[]): PersonHere[] {
  const people = new Map<string, PersonCard[]>()
  for (const route of routes)
    for (const card of carriedOn(route)) {
      const stamped = stampedPoints(route.stamps.filter(({ cardId }) => cardId === card.cardId))
      const shown: PersonCard = {
        serial: card.serial,
        said: saySerial(card.serial),
        routeName: route.route.name,
        progress: `${stamped}/${route.route.pointCount}`,
      }
      people.set(nameOf(card), [...(people.get(nameOf(card)) ?? []), shown])
    }
  return [...people].map(([name, cards]) => ({ name, cards }))
}
