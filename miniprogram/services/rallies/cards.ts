/** 明信片: paper cards, those this phone carries for others, and joining one. */
import type { Answer } from '../../domain/contract/envelope'
import type { Card } from '../../domain/contract/rallies'
import type { PaperCard } from '../../domain/contract/rallies/cards'
import { callAction } from '../cloud'
import type { OutputOf } from '../cloud'
import { moveOnce } from '../moves'
import { lastPoint, lastRoutes, openRoute } from '../rallies'
import type { OpenRoute } from '../rallies'

/** What a paper card holds, by its serial. */
export function openPaperCard(serial: string): Promise<Answer<OutputOf<'rallies', 'openPaperCard'>>> {
  return callAction('rallies', 'openPaperCard', { serial })
}

/** Shows and stamps someone else's card on this phone from now on. @param carriedAs what he is called here */
export function carryCard(serial: string, carriedAs: string) {
  return change(`carryCard/${serial}/${carriedAs}`, (moveId) =>
    callAction('rallies', 'carryCard', { moveId, serial, carriedAs }),
  )
}

/** Its stamps stay on it. */
export function putDownCard(serial: string) {
  return change(`putDownCard/${serial}`, (moveId) => callAction('rallies', 'putDownCard', { moveId, serial }))
}

/** Makes it one's own, once and for ever. */
export function joinCard(serial: string) {
  return change(`joinCard/${serial}`, (moveId) => callAction('rallies', 'joinCard', { moveId, serial }))
}

/** Afterwards this phone's copy of the route knows it, too: who is here is asked without a network. */
async function change<Output extends { card: PaperCard }>(
  wish: string,
  call: (moveId: string) => Promise<Answer<Output>>,
): Promise<Answer<Output>> {
  const answer = await moveOnce(wish, call)
  if (answer.ok) await openRoute(answer.data.card.routeId)
  return answer
}

export interface Companion {
  cardId: string
  name: string
}

/** Whose cards this phone carries on the route of a point; on every route when the point is not known here. */
export function companionsAt(pointId: string | null): Companion[] {
  const known = pointId ? lastPoint({ pointId }) : null
  return (known ? [known.route] : lastRoutes()).flatMap(carriedOn).map((card) => ({
    cardId: card.cardId,
    name: nameOf(card),
  }))
}

/** What the owner of a carried card is called on this phone. */
export function nameOf({ carriedAs, serial }: Card): string {
  return carriedAs || serial
}

export function carriedOn({ cards }: OpenRoute): Card[] {
  return cards.filter(({ tie }) => tie === 'carried')
}

/** The cards of someone whose cards this phone carries, one for each route at most. */
export function cardsOfCompanion(name: string): Card[] {
  return lastRoutes()
    .flatMap(carriedOn)
    .filter((card) => nameOf(card) === name)
}

/** The text of the holder's own code, for staff to scan, or '' before he was known. */
export function ownCode(): string {
  return lastRoutes().find(({ pass }) => pass !== '')?.pass ?? ''
}
