/** The schemas of a scan's evidence and of whom it is for. */
import * as v from 'valibot'

const moment = v.pipe(v.number(), v.minValue(0), v.maxValue(8.64e15))

export const position = v.strictObject({
  latitude: v.pipe(v.number(), v.minValue(-90), v.maxValue(90)),
  longitude: v.pipe(v.number(), v.minValue(-180), v.maxValue(180)),
})

export const evidence = {
  scannedAt: moment,
  seen: v.optional(v.nullable(v.strictObject({ cloud: moment, phone: moment }))),
  sentAt: v.optional(moment),
  position: v.optional(
    v.nullable(
      v.strictObject({ ...position.entries, accuracy: v.pipe(v.number(), v.minValue(0), v.maxValue(1e6)) }),
    ),
  ),
}

/** The most people on one phone beside its holder. */
export const COMPANIONS_MAX = 5

export const cardChoice = v.optional(
  v.pipe(
    v.array(v.pipe(v.string(), v.minLength(1), v.maxLength(64))),
    v.minLength(1),
    v.maxLength(COMPANIONS_MAX + 1),
  ),
)
