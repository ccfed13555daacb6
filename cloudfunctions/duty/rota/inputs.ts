/** The schemas of what the actions of a rota take. */
import * as v from 'valibot'
import { id, moveId, number } from '../../_kit/inputs'

const minute = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(24 * 60 - 1))

export const slot = v.strictObject({
  day: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(7)),
  from: minute,
  to: minute,
  personId: id,
})

/** Seven days of six shifts are more than anyone has; four weeks in turn, too. */
export const weeks = v.pipe(v.array(v.pipe(v.array(slot), v.maxLength(42))), v.maxLength(4))

export const stretch = { unitId: id, from: number, to: number, moveId }

export const swapSide = v.strictObject({ personId: id, from: number, to: number })
