import * as v from 'valibot'
import type { Proof } from '../../miniprogram/domain/checkins'
import { parseCode, SLOT_MS, type Code } from '../../miniprogram/domain/codes'
import type { Rallies } from '../../miniprogram/domain/contract/rallies'
import { Refusal } from '../_kit/refusal'
import type { ActionSpec } from '../_kit/serve'
import { readArrival, type Arrival } from './arrival'
import { isGenuineRotating } from './point-secrets'
import { cardChoice, evidence } from './scan-input'
import { isGenuine, isKeyValid } from './scene-check'
import { stampCards } from './stamp-cards'
import type { SheetDocument } from './store'

/**
 * Stamps the point whose printed or rotating code was scanned. A repeat, even at the same instant, gets the first stamp,
 * since the stamp's id is card + point. Three database requests, two for a repeat, one for a forged code.
 */
export const checkIn: ActionSpec<Rallies['checkIn']> = {
  who: 'person',
  input: v.strictObject({
    scene: v.pipe(v.string(), v.maxLength(128)),
    cards: cardChoice,
    ...evidence,
  }),
  async run({ actor, input, now }) {
    const { scene, cards: choice = ['mine'], ...scan } = input
    const code = parseCode(scene)
    if (!code) throw new Refusal('CODE_UNREADABLE')
    const serials = choice.filter((name) => name !== 'mine')
    const { arrival, proof, sheetId } = await placeOf(code, actor.personId, serials)
    const origin = { sheetId }
    return stampCards({ arrival, proof, evidence: scan, choice, holder: actor.personId, origin, now })
  },
}

interface Place {
  arrival: Arrival<unknown>
  proof: Proof
  sheetId: string | null
}

async function placeOf(code: Code, personId: string, serials: string[]): Promise<Place> {
  if (code.kind === 'rotating') {
    if (!isKeyValid(code.keyVersion)) throw new Refusal('CODE_WITHDRAWN')
    if (!isGenuineRotating(code)) throw new Refusal('CODE_FORGED')
    const arrival = await readArrival('points', { _id: code.pointId }, personId, { serials })
    if (!arrival) throw new Refusal('NOT_FOUND')
    return { arrival, proof: { way: 'rotating', slotFrom: code.slot * SLOT_MS }, sheetId: null }
  }
  const arrival = await readArrival<SheetDocument>('sheets', sheetOf(code), personId, { serials })
  const sheet = arrival?.start
  if (!sheet || (code.kind === 'sheet' && sheet.keyVersion !== code.scene.keyVersion))
    throw new Refusal(code.kind === 'typed' ? 'SERIAL_WRONG' : 'CODE_WITHDRAWN')
  const withdrawnAt = sheet.withdrawnAt?.getTime() ?? null
  return { arrival, proof: { way: 'sheet', withdrawnAt }, sheetId: sheet._id }
}

/** Which sheet is asked for. @throws Refusal for what cannot be one, before the database is asked */
function sheetOf(code: Code): Record<string, string> {
  if (code.kind === 'typed') return { shortCode: code.serial }
  if (code.kind !== 'sheet') throw new Refusal('CODE_UNREADABLE')
  if (!isKeyValid(code.scene.keyVersion)) throw new Refusal('CODE_WITHDRAWN')
  if (!isGenuine(code.scene)) throw new Refusal('CODE_FORGED')
  return { _id: code.scene.sheetId }
}
