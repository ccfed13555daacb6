/** The card a person has in the app for a route: nothing but its id, which follows from both. See docs/decisions/0041. */
import type { Card } from '../../miniprogram/domain/contract/rallies'
import { derivedId } from '../_kit/ids'
import type { CardDocument } from './store'

export function appCardId(personId: string, routeId: string): string {
  return derivedId('card', personId, routeId)
}

export function presentAppCard(personId: string, routeId: string): Card {
  const cardId = appCardId(personId, routeId)
  // For reading aloud at a desk; tells nothing about the person.
  const letters = cardId.replace(/[^0-9A-Za-z]/g, '')
  return { cardId, kind: 'app', serial: letters.slice(0, 8).toUpperCase(), tie: 'mine' }
}

/** @param reader whose phone shows it */
export function presentPaperCard(card: CardDocument, reader: string): Card {
  const shown: Card = { cardId: card._id, kind: card.kind, serial: card.serial }
  if (card.joinedTo === reader) return { ...shown, tie: 'mine' }
  return card.carriedBy === reader ? { ...shown, tie: 'carried', carriedAs: card.carriedAs ?? '' } : shown
}
