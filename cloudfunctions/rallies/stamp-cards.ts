/** From a proof of presence to stamps: judged once, written for every card it is meant for, in one request. */
import { judgeCheckIn, type Proof } from '../../miniprogram/domain/checkins'
import type { Card } from '../../miniprogram/domain/contract/rallies'
import type { CheckedCard, CheckedIn, ScanEvidence } from '../../miniprogram/domain/contract/rallies/presence'
import type { ErrorCode, ErrorFacts } from '../../miniprogram/domain/errors'
import { timeOfScan } from '../../miniprogram/domain/scan-times'
import { db } from '../_kit/cloud'
import { isDuplicate } from '../_kit/duplicate'
import { addOnce } from '../_kit/once'
import { Refusal } from '../_kit/refusal'
import { appCardId, presentAppCard, presentPaperCard } from './app-card'
import type { Arrival } from './arrival'
import { presentPoint, presentRoute, presentStamp } from './present'
import { eventClosesAt, waysOf, type CardDocument, type StampDocument } from './store'

export interface Stamping {
  arrival: Arrival<unknown>
  proof: Proof
  evidence: ScanEvidence
  /** `mine` for the card in the app of `holder`, and serials. */
  choice: string[]
  /** Whose card `mine` is, and who may stamp his own and carried cards; null when staff stamp paper. */
  holder: string | null
  /** What stands on a new stamp about how it came. */
  origin: Pick<StampDocument, 'sheetId' | 'by'>
  now: number
}

type Wanted = { card: Card; stampId: string; personId?: string }

/** One request, none when every card had the stamp. @throws Refusal when no card can be stamped */
export async function stampCards(stamping: Stamping): Promise<CheckedIn> {
  const { arrival, now } = stamping
  const { wanted, skipped } = chosen(stamping)
  if (wanted.length === 0) throw new Refusal(skipped[0]!.code, skipped[0]!.facts)
  const known = new Map(arrival.stamps.map((stamp) => [stamp._id, stamp]))
  const fresh = wanted.filter(({ stampId }) => !known.has(stampId))
  // A stamp once given is shown again at any time: the judge is for new ones.
  const added = fresh.length > 0 ? await addStamps(newStamps(fresh, stamping)) : []
  const results = wanted.map(({ card, stampId }): CheckedCard => {
    const now = added.find(({ document }) => document._id === stampId)
    return { card, stamp: presentStamp(now?.document ?? known.get(stampId)!), already: !now?.added }
  })
  const [first, ...others] = results
  const firstCard = [...arrival.stamps, ...added.map(({ document }) => document)]
  return {
    ...first!,
    route: presentRoute(arrival.route, countedWith(first!.card, firstCard), now),
    point: presentPoint(arrival.point),
    others,
    skipped: skipped.map(({ cardId, code }) => ({ cardId, code })),
  }
}

/** One's own cards count together; someone else's card counts alone. */
function countedWith(card: Card, stamps: StampDocument[]): StampDocument[] {
  if (card.tie !== 'mine') return stamps.filter((stamp) => stamp.cardId === card.cardId)
  return stamps
}

interface Skipped {
  cardId: string
  code: ErrorCode
  facts: ErrorFacts
}

function chosen({ arrival, choice, holder }: Stamping): { wanted: Wanted[]; skipped: Skipped[] } {
  const { route, point, cards } = arrival
  const wanted: Wanted[] = []
  const skipped: Skipped[] = []
  for (const name of new Set(choice)) {
    if (name === 'mine' && holder) {
      const card = presentAppCard(holder, route._id)
      wanted.push({ card, stampId: `${card.cardId}.${point._id}`, personId: holder })
      continue
    }
    const card = cards.find((each) => each._id === name)
    if (!card || (holder && !mayStamp(card, holder)))
      skipped.push({ cardId: name, code: card ? 'CARD_NOT_HERE' : 'SERIAL_WRONG', facts: {} })
    else if (card.routeId !== route._id)
      skipped.push({ cardId: name, code: 'CARD_OTHER_ROUTE', facts: { route: '另一条路线' } })
    else wanted.push({ card: presentPaperCard(card, holder ?? ''), stampId: `${card._id}.${point._id}` })
  }
  return { wanted, skipped }
}

/** His own, carried, or carried before: a scan without network may arrive after the card was put down. */
function mayStamp(card: CardDocument, personId: string): boolean {
  if (card.joinedTo === personId || card.carriedBy === personId) return true
  return card.history.some(({ move, by }) => move === 'carry' && by === personId)
}

/** @throws Refusal with the judge's reason */
function newStamps(fresh: Wanted[], { arrival, proof, evidence, holder, origin, now }: Stamping) {
  const { route, point, event, stamps } = arrival
  const own = holder ? appCardId(holder, route._id) : fresh[0]!.card.cardId
  const judged = judgeCheckIn({
    now,
    scan: timeOfScan(evidence, now),
    proof,
    event: {
      closesAt: eventClosesAt(event, route),
      draft: event?.state === 'draft',
      closedFrom: event?.closedFrom?.getTime() ?? null,
    },
    route: {
      opensAt: route.opensAt.getTime(),
      closesAt: route.closesAt.getTime(),
      closedFrom: route.closedFrom?.getTime() ?? null,
      formerWeeks: (route.formerWeeks ?? []).map((weeks) => ({
        opensAt: weeks.opensAt.getTime(),
        closesAt: weeks.closesAt.getTime(),
        changedAt: weeks.changedAt.getTime(),
      })),
    },
    point: {
      ways: waysOf(point),
      closedFrom: point.closedFrom?.getTime() ?? null,
      position: point.position ?? null,
      radius: point.radius ?? null,
    },
    position: evidence.position ?? null,
    before: stamps
      .filter((stamp) => stamp.cardId === own && stamp.pointId !== point._id)
      .map((stamp) => ({ at: stamp.at.getTime(), position: stamp.position ?? null })),
  })
  if ('refused' in judged) throw new Refusal(judged.refused.code, judged.refused.facts)
  return fresh.map(({ card, stampId, personId }): StampDocument => ({
    _id: stampId,
    cardId: card.cardId,
    eventId: route.eventId,
    routeId: route._id,
    pointId: point._id,
    ...(personId ? { personId } : {}),
    way: proof.way,
    ...origin,
    at: new Date(judged.at),
    receivedAt: new Date(now),
    scannedAt: new Date(evidence.scannedAt),
    position: point.position ?? null,
    flagged: judged.flags.length > 0,
    flags: judged.flags,
  }))
}

async function addStamps(stamps: StampDocument[]) {
  if (stamps.length === 1) return [await addOnce('stamps', stamps[0]!)]
  try {
    await db.collection('stamps').add(stamps)
    return stamps.map((document) => ({ document, added: true }))
  } catch (error) {
    if (!isDuplicate(error)) throw error
    // The same scan at the same instant wrote some of them.
    return Promise.all(stamps.map((stamp) => addOnce('stamps', stamp)))
  }
}
