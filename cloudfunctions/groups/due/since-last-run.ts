/**
 * What a run of the timer reads first, in one request: how far earlier runs have followed, and what happened since that
 * nobody is due for: rotas that changed, and moves whose messages a killed run has not marked.
 */
import type { Obligation } from '../../_kit/obligations/store'
import { db } from '../../_kit/cloud'
import { addOnce } from '../../_kit/once'

const ID = 'groups'
const MINUTE = 60_000
/** Cards shown in one run: what is left comes first in the next. */
const CARDS = 50
const DAY = 24 * 60 * MINUTE
/** Looked back for moves that are not shown; whatever is older is shown with its next change. */
const SHOWN_WITHIN_MS = 10 * MINUTE

/** One document of the collection `sweeps`. */
export interface Followed {
  /** Of messages, by `followAt`. */
  upTo: Date
  /** Of rotas, by `changedAt`; missing before the first. */
  rotasUpTo?: Date
}

export type Unshown = Pick<Obligation, '_id' | 'source' | 'messageIds' | 'calledIds'>

export interface SinceLastRun {
  /** In ms; 0 before the first run. */
  upTo: number
  /** Units whose rota changed and was not followed yet. */
  changedRotas: string[]
  unshown: Unshown[]
  /** @ whose cases have moved on, and whose groups do not show it yet. */
  cards: Obligation[]
}

interface Joined extends Followed {
  rotas: { _id: string; changedAt: Date }[]
  moved: (Unshown & { movedAt: Date })[]
  marked: { _id: string; changedAt: Date }[]
  cards: Obligation[]
}

/** Index changed, moved and card_due; each finds a handful. Two requests more in the first run of all. */
export async function sinceLastRun(now: number): Promise<SinceLastRun> {
  const { data } = await db
    .collection('sweeps')
    .aggregate()
    .match({ _id: ID })
    .lookup({
      from: 'rotas',
      pipeline: [{ $match: { changedAt: { $gt: new Date(now - DAY) } } }, { $project: { changedAt: 1 } }],
      as: 'rotas',
    })
    .lookup({
      from: 'obligations',
      pipeline: [
        { $match: { movedAt: { $gt: new Date(now - SHOWN_WITHIN_MS) }, 'source.about': 'mention' } },
        { $project: { movedAt: 1, source: 1, messageIds: 1, calledIds: 1 } },
      ],
      as: 'moved',
    })
    .lookup({
      from: 'obligations',
      pipeline: [{ $match: { cardDueAt: { $lte: new Date(now) } } }, { $limit: CARDS }],
      as: 'cards',
    })
    .lookup({ from: 'messages', localField: 'moved.source.messageId', foreignField: '_id', as: 'marked' })
    .project({ upTo: 1, rotasUpTo: 1, rotas: 1, moved: 1, cards: 1, 'marked._id': 1, 'marked.changedAt': 1 })
    .end()
  const [found] = data as Joined[]
  if (!found) {
    // Joined to nothing, what is there was not found either: a card would wait for the second run.
    await addOnce('sweeps', { _id: ID, upTo: new Date(0) })
    return sinceLastRun(now)
  }
  const { upTo, rotasUpTo, rotas, moved, marked, cards } = found
  const markedAt = new Map(marked.map(({ _id, changedAt }) => [_id, changedAt.getTime()]))
  return {
    upTo: upTo.getTime(),
    changedRotas: rotas.filter(({ changedAt }) => !rotasUpTo || changedAt > rotasUpTo).map(({ _id }) => _id),
    unshown: moved.filter(
      ({ source, movedAt }) => (markedAt.get(source.messageId) ?? Infinity) < movedAt.getTime(),
    ),
    cards,
  }
}

/** One request. */
export async function noteFollowed(fields: Partial<Followed>): Promise<void> {
  await db.collection('sweeps').where({ _id: ID }).update(fields)
}
