/** 礼物: what a gift asks for. One function decides, and the words people read come out of the same one. */
import { sayMetres } from './distances'

export interface GiftRule {
  /** Points of one route count, or of all routes of the event when null. */
  routeId: string | null
  /** Points that must be among them. */
  required: string[]
  /** How many in all. */
  atLeast: number
}

/** A point as a rule sees it. */
export interface CountedPoint {
  pointId: string
  routeId: string
  name: string
  /** 停办: nobody can get a stamp here any more. */
  closed: boolean
}

export interface GiftProgress {
  ready: boolean
  /** The whole rule in words. */
  rule: string
  /** What is still missing, in words; '' when ready. */
  missing: string
}

/**
 * A closed point is waived: it is required of nobody who has not got it, and the number is never more than can still be
 * reached, since a promise may not become impossible by rain.
 * @param points of the whole event
 * @param stamped ids of the holder's points, over all his cards
 * @param routeName of the rule's route; '' for all routes
 */
export function giftProgress(
  rule: GiftRule,
  points: CountedPoint[],
  stamped: Set<string>,
  routeName = '',
): GiftProgress {
  const scope = points.filter((point) => rule.routeId === null || point.routeId === rule.routeId)
  const has = (point: CountedPoint) => stamped.has(point.pointId)
  const reachable = scope.filter((point) => has(point) || !point.closed)
  const needed = Math.min(rule.atLeast, reachable.length)
  const required = scope.filter(({ pointId }) => rule.required.includes(pointId))
  const lacking = required.filter((point) => !has(point) && !point.closed)
  const waived = required.filter((point) => !has(point) && point.closed)
  const count = scope.filter(has).length
  const ready = scope.length > 0 && count >= needed && lacking.length === 0
  return { ready, rule: sayRule(), missing: ready ? '' : sayMissing() }

  function sayRule(): string {
    const where = routeName ? `「${routeName}」` : '任意路线'
    const all = rule.routeId !== null && rule.atLeast >= scope.length
    const amount = all ? `${where}盖满 ${needed} 个点` : `${where}盖 ${needed} 个点`
    const kept = required.filter((point) => !waived.includes(point))
    const among = kept.length > 0 && !all ? `，其中要有${names(kept)}` : ''
    const off = scope.filter((point) => point.closed && !has(point))
    return `${amount}${among}${off.length > 0 ? `（${names(off)}停办，不用盖）` : ''}`
  }

  function sayMissing(): string {
    const more = Math.max(needed - count, lacking.length)
    if (lacking.length === 0) return `还差 ${more} 个点`
    return more > lacking.length ? `还差 ${more} 个点，其中要有${names(lacking)}` : `还差${names(lacking)}`
  }
}

const names = (points: CountedPoint[]) => points.map(({ name }) => `「${name}」`).join('')

/** Free items of a gift at one desk, with the way there if known. */
export interface DeskLeft {
  name: string
  left: number
  metres: number | null
}

/** 此处还剩 12 份，最近的另一处 300 米 · 此处没有了，… · told before anybody walks. */
export function sayStock(here: DeskLeft, others: DeskLeft[]): string {
  const open = others
    .filter(({ left }) => left > 0)
    .sort((one, other) => (one.metres ?? Infinity) - (other.metres ?? Infinity))
  const nearest = open[0]
  const first = here.left > 0 ? `此处还剩 ${here.left} 份` : '此处没有了'
  if (!nearest) return here.left > 0 ? first : `${first}，别处也没有了`
  const way = nearest.metres === null ? `在${nearest.name}` : sayMetres(nearest.metres)
  const left = here.left > 0 ? '' : `，还剩 ${nearest.left} 份`
  return `${first}，最近的另一处 ${way}${left}`
}

/**
 * When a voucher ends, in ms: when its desk closes, unless the gift says minutes. Null when the desk does not open again.
 * @param hours of the desk, in ms
 */
export function voucherEndsAt(
  hours: { from: number; to: number }[],
  minutes: number | null,
  now: number,
): number | null {
  if (minutes !== null) return now + minutes * 60_000
  const rest = hours.map(({ to }) => to).filter((to) => to > now)
  return rest.length > 0 ? Math.min(...rest) : null
}
