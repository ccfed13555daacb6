import { Double, Int32, Long } from 'bson'

/** The kinds of numbers a document holds; JavaScript's own are taken for the narrowest that fits. */
type Kind = 'int' | 'long' | 'double'

const MAX_INT = 2n ** 31n - 1n
const MAX_LONG = 2n ** 63n - 1n

export function kindOf(value: unknown): Kind | undefined {
  if (value instanceof Int32) return 'int'
  if (value instanceof Long) return 'long'
  if (value instanceof Double) return 'double'
  if (typeof value !== 'number') return undefined
  if (!Number.isSafeInteger(value)) return 'double'
  return Math.abs(value) <= Number(MAX_INT) ? 'int' : 'long'
}

const float = (value: unknown) => (value instanceof Long ? value.toNumber() : Number(value))
export const whole = (value: unknown) => BigInt(value instanceof Long ? value.toString() : Number(value))

/**
 * Adds or multiplies as MongoDB does: whole numbers stay whole (an int grows into a long), anything with a
 * double is a double. @returns undefined when a long would overflow
 */
export function arithmetic(
  operator: '$inc' | '$mul',
  a: unknown,
  b: unknown,
): Int32 | Long | Double | undefined {
  const kinds = [kindOf(a), kindOf(b)]
  if (kinds.includes('double')) {
    return new Double(operator === '$inc' ? float(a) + float(b) : float(a) * float(b))
  }
  const result = operator === '$inc' ? whole(a) + whole(b) : whole(a) * whole(b)
  return ofKind(kinds.includes('long') ? 'long' : 'int', result)
}

/** A whole number in the kind asked for, or the next that holds it. */
export function ofKind(kind: Kind, value: bigint): Int32 | Long | undefined {
  if (value > MAX_LONG || value < -MAX_LONG - 1n) return undefined
  const fits = value <= MAX_INT && value >= -MAX_INT - 1n
  return kind === 'int' && fits ? new Int32(Number(value)) : Long.fromBigInt(value)
}
