/** A paper card with what it stands in: its route, its stamps, the gifts it had. */
import type { PaperCard } from '../../../miniprogram/domain/contract/rallies/cards'
import { stampedPoints } from '../../../miniprogram/domain/checkins'
import { parseSerial } from '../../../miniprogram/domain/serials'
import { command, db } from '../../_kit/cloud'
import { Refusal } from '../../_kit/refusal'
import { presentPaperCard } from '../app-card'
import type { CardDocument, RouteDocument, StampDocument } from '../store'

export interface ReadCard extends CardDocument {
  route: RouteDocument[]
  stamps: StampDocument[]
  /** Every paper card on the reader's phone. */
  carried: CardDocument[]
}

/** One database request. @throws Refusal SERIAL_WRONG for a serial nobody printed */
export async function readCard(typed: string, reader: string): Promise<ReadCard> {
  const serial = parseSerial(typed)
  if (!serial) throw new Refusal('SERIAL_WRONG')
  const $ = command.aggregate
  const { data } = await db
    .collection('cards')
    .aggregate()
    .match({ _id: serial })
    .limit(1)
    .addFields({ reader: $.literal(reader) })
    .lookup({ from: 'routes', localField: 'routeId', foreignField: '_id', as: 'route' })
    .lookup({ from: 'stamps', localField: '_id', foreignField: 'cardId', as: 'stamps' })
    .lookup({ from: 'cards', localField: 'reader', foreignField: 'carriedBy', as: 'carried' })
    .end()
  const card = data[0] as ReadCard | undefined
  if (!card || card.kind !== 'paper') throw new Refusal('SERIAL_WRONG')
  return card
}

export function presentCard(card: ReadCard, reader: string): PaperCard {
  const route = card.route[0]
  return {
    ...presentPaperCard(card, reader),
    routeId: card.routeId,
    routeName: route?.name ?? '',
    pointCount: route?.pointCount ?? 0,
    stamped: stampedPoints(card.stamps),
    state: stateFor(card, reader),
  }
}

function stateFor({ joinedTo, carriedBy }: CardDocument, reader: string): PaperCard['state'] {
  if (joinedTo) return joinedTo === reader ? 'joined' : 'owned'
  if (carriedBy) return carriedBy === reader ? 'carried' : 'elsewhere'
  return 'free'
}
