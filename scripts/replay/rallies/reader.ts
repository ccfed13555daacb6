/**
 * Reads the store after a schedule and counts what went wrong. It knows no rule of the app: what should be there was
 * written down by the schedule as it went, by people, cards and points, and the store is compared with that.
 */
import type { Database } from '../../admin-database'
import type { Carnival } from './carnival'

/** A scan somebody made: whose card, which point, and whether a stamp is due for it. */
export interface Made {
  /** A person for his card in the app, or a serial. */
  card: string
  pointId: string
  good: boolean
}
/** What a phone, or the staff's, was told. */
export interface Told {
  stampId: string
  at: number
}
export interface RushOutcome {
  personId: string
  /** The voucher's digits, or the code of the refusal. */
  voucher: string | null
  refusal: string | null
}
export interface Wrongs {
  lost: number
  double: number
  falselyConfirmed: number
  oversold: number
  refusedWhileStock: number
  stockMismatch: number
}

interface Stamp {
  _id: string
  cardId: string
  personId?: string
  pointId: string
  at: Date
}
interface Item {
  _id: string
  state: string
  claimId: string
  voucher: string
  claimedBy: string | null
}

async function all<Document>(db: Database, collection: string, where: object): Promise<Document[]> {
  const { data } = await db.collection(collection).where(where).limit(1000).get()
  if (data.length === 1000) throw new Error('more than a page')
  return data as Document[]
}

export async function readStamps(db: Database, carnival: Carnival, made: Made[], told: Told[]) {
  const stamps = await all<Stamp>(db, 'stamps', { eventId: carnival.eventId })
  const keyOf = (card: string, pointId: string) => `${card} ${pointId}`
  const stored = new Map<string, number>()
  for (const { personId, cardId, pointId } of stamps) {
    const key = keyOf(personId ?? cardId, pointId)
    stored.set(key, (stored.get(key) ?? 0) + 1)
  }
  const due = new Set(made.filter(({ good }) => good).map(({ card, pointId }) => keyOf(card, pointId)))
  const lost = [...due].filter((key) => !stored.has(key)).length
  const double = [...stored.values()].reduce((sum, count) => sum + count - 1, 0)
  // A stamp nobody earned, and one that somebody was told of and that is not there as he was told.
  const unearned = [...stored.keys()].filter((key) => !due.has(key)).length
  const times = new Map(stamps.map(({ _id, at }) => [_id, at.getTime()]))
  const untrue = told.filter(({ stampId, at }) => times.get(stampId) !== at).length
  return { lost, double, falselyConfirmed: unearned + untrue }
}

/** Right after the rush, before anything is given or returned. */
export async function readRush(db: Database, carnival: Carnival, rush: RushOutcome[], stocked: number) {
  const items = await all<Item>(db, 'giftItems', { giftId: carnival.giftId })
  const vouchers = rush.flatMap(({ voucher }) => voucher ?? [])
  const free = items.filter(({ state }) => state === 'free').length
  const held = items.filter(({ state }) => state !== 'free')
  const perPerson = new Map<string, number>()
  for (const { claimedBy } of held) perPerson.set(claimedBy ?? '', (perPerson.get(claimedBy ?? '') ?? 0) + 1)
  const twice = [...perPerson.values()].reduce((sum, count) => sum + Math.max(0, count - 1), 0)
  const unheld = vouchers.filter((voucher) => !held.some((item) => item.voucher === voucher)).length
  const refused = rush.filter(({ refusal }) => refusal === 'GIFT_NONE_LEFT').length
  return {
    oversold: Math.max(0, vouchers.length - stocked) + twice + unheld,
    refusedWhileStock: Math.min(refused, free),
    stockMismatch: Math.abs(items.length - stocked) + Math.abs(held.length - new Set(vouchers).size),
  }
}

/** After the desk has closed and the timer has come: what was given is given, the rest is back. */
export async function readStock(db: Database, carnival: Carnival, given: Set<string>, stocked: number) {
  const items = await all<Item>(db, 'giftItems', { giftId: carnival.giftId })
  const states = (state: string) => items.filter((item) => item.state === state)
  const wrongFree = states('free').filter(({ _id, claimId }) => claimId !== `free.${_id}`).length
  const ungiven = [...given].filter(
    (voucher) => !states('given').some((item) => item.voucher === voucher),
  ).length
  const settled = states('free').length + states('given').length
  return Math.abs(stocked - settled) + Math.abs(states('given').length - given.size) + wrongFree + ungiven
}
