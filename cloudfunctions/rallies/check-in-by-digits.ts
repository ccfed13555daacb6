import * as v from 'valibot'
import type { Rallies } from '../../miniprogram/domain/contract/rallies'
import { timeOfScan } from '../../miniprogram/domain/scan-times'
import { db } from '../_kit/cloud'
import { isDuplicate } from '../_kit/duplicate'
import { derivedId } from '../_kit/ids'
import { id } from '../_kit/inputs'
import { Refusal } from '../_kit/refusal'
import type { ActionSpec } from '../_kit/serve'
import { readArrival, type CodeTry } from './arrival'
import { digitsWindow } from './point-secrets'
import { cardChoice, evidence } from './scan-input'
import { stampCards } from './stamp-cards'
import { waysOf } from './store'

const TRIES_MAX = 3

/**
 * Stamps a point by the six digits that staff say. Four database requests: a try is written before it is judged, or a
 * hundred guesses at one instant would be one try. The same digits again, after a lost answer, are the same try.
 */
export const checkInByDigits: ActionSpec<Rallies['checkInByDigits']> = {
  who: 'person',
  input: v.strictObject({
    pointId: id,
    digits: v.pipe(v.string(), v.regex(/^\d{6}$/)),
    cards: cardChoice,
    ...evidence,
  }),
  async run({ actor, input, now }) {
    const { pointId, digits, cards: choice = ['mine'], ...scan } = input
    const key = derivedId('code-tries', actor.personId, pointId)
    const serials = choice.filter((name) => name !== 'mine')
    const arrival = await readArrival('points', { _id: pointId }, actor.personId, { serials, tries: key })
    if (!arrival) throw new Refusal('NOT_FOUND')
    if (!waysOf(arrival.point).includes('digits')) throw new Refusal('WAY_NOT_HERE')
    const left = await countTry(arrival.tries, { key, digits, now })
    const { earliest, latest } = timeOfScan(scan, now)
    const window = digitsWindow(pointId, digits, earliest, latest)
    if (!window) throw left > 0 ? new Refusal('DIGITS_WRONG', { left }) : new Refusal('DIGITS_LOCKED')
    const proof = { way: 'digits' as const, ...window }
    const origin = { sheetId: null }
    return stampCards({ arrival, proof, evidence: scan, choice, holder: actor.personId, origin, now })
  },
}

/** @returns how many tries are left after this one @throws Refusal when there was none */
async function countTry(
  before: CodeTry[],
  { key, digits, now }: { key: string; digits: string; now: number },
): Promise<number> {
  if (before.some((each) => each.digits === digits)) return TRIES_MAX - before.length
  if (before.length >= TRIES_MAX) throw new Refusal('DIGITS_LOCKED')
  const document = { _id: `${key}.${before.length + 1}`, key, digits, at: new Date(now) }
  try {
    await db.collection('codeTries').add(document)
  } catch (error) {
    if (isDuplicate(error)) throw new Refusal('BUSY') // another try at the same instant took this place
    throw error
  }
  return TRIES_MAX - before.length - 1
}
