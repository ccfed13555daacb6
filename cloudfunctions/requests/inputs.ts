/** The schemas that several actions of the area take. */
import * as v from 'valibot'
import { CASE_TEXT_MAX } from '../../miniprogram/domain/cases'
import { id, moveId } from '../_kit/inputs'

export const name = v.pipe(v.string(), v.maxLength(40))
export const words = v.pipe(v.string(), v.maxLength(CASE_TEXT_MAX))
/** Degrees, as WeChat gives them. */
export const place = v.nullable(
  v.strictObject({
    latitude: v.pipe(v.number(), v.minValue(-90), v.maxValue(90)),
    longitude: v.pipe(v.number(), v.minValue(-180), v.maxValue(180)),
    address: v.pipe(v.string(), v.maxLength(100)),
  }),
)
/** Stars of the requester. */
export const rating = v.strictObject({
  stars: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(5)),
  words,
  savedTrip: v.boolean(),
})
/** What every move says. */
export const moveFields = { caseId: id, moveId }
