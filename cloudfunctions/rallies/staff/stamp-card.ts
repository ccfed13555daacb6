import * as v from 'valibot'
import type { Rallies } from '../../../miniprogram/domain/contract/rallies'
import { timeOfScan } from '../../../miniprogram/domain/scan-times'
import { id } from '../../_kit/inputs'
import { Refusal } from '../../_kit/refusal'
import type { ActionSpec } from '../../_kit/serve'
import { readArrival } from '../arrival'
import { evidence } from '../scan-input'
import { stampCards } from '../stamp-cards'
import { requireShift } from './on-shift'
import { shownHolder } from './shown-holder'
import { shiftTimes, type ShiftDocument } from './store'

/** Stamps a resident by his own code, or a paper card by its serial. Three database requests, two for a repeat. */
export const stampCard: ActionSpec<Rallies['stampCard']> = {
  who: 'person',
  input: v.strictObject({ shiftId: id, code: v.pipe(v.string(), v.maxLength(160)), ...evidence }),
  async run({ actor, input, now }) {
    const { shiftId, code, ...scan } = input
    const { personId: holder, serials } = shownHolder([code])
    const arrival = await readArrival<ShiftDocument>('shifts', { _id: shiftId }, holder, { serials })
    if (!arrival) throw new Refusal('NOT_ALLOWED')
    const shift = arrival.start
    requireShift(shift, 'point', actor.personId, timeOfScan(scan, now).at)
    const proof = { way: 'staff' as const, ...shiftTimes(shift) }
    const choice = holder ? ['mine'] : serials
    const origin = { sheetId: null, by: actor.personId }
    const done = await stampCards({ arrival, proof, evidence: scan, choice, holder, origin, now })
    const { stamp, already, card, route } = done
    return { stamp, already, serial: card.serial, stamped: route.stamped, pointCount: route.pointCount }
  },
}
