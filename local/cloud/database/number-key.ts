import { Decimal128, Long } from 'bson'

/**
 * The sortable key of a number of any type, exact to the last digit: the eight bytes of the greatest double
 * that is not above it, then 0 when that is the number itself, else 1 and how far it lies towards the next
 * double. Held as characters 0-255. NaN is below every other number.
 */
export function numberKey(value: number | Long | Decimal128): string {
  if (typeof value === 'number') return doubleKey(value) + '\0'
  const text = value.toString()
  const near = Number(text)
  if (!Number.isFinite(near) && !/\d/.test(text)) return doubleKey(near) + '\0' // NaN and the infinities
  const exact = fractionOf(text)
  let below = Math.max(-Number.MAX_VALUE, Math.min(Number.MAX_VALUE, near))
  if (compare(doubleFraction(below), exact) > 0) below = next(below, -1)
  const start = doubleFraction(below)
  if (compare(start, exact) === 0) return doubleKey(below) + '\0'
  return doubleKey(below) + '\x01' + part(start, exact, doubleFraction(next(below, 1)))
}

/** Eight bytes that sort as doubles do. */
export function doubleKey(value: number): string {
  const out = Buffer.alloc(8)
  if (Number.isNaN(value)) return out.toString('latin1') // below -Infinity
  out.writeDoubleBE(value === 0 ? 0 : value)
  if (out[0]! & 0x80) for (let i = 0; i < 8; i++) out[i] = ~out[i]! & 0xff
  else out[0]! |= 0x80
  return out.toString('latin1')
}

/** numerator / denominator */
type Fraction = readonly [bigint, bigint]

/** Of a whole or decimal text, such as -12, 1.50 or 1E+3. */
function fractionOf(text: string): Fraction {
  const [, sign = '', whole = '', decimals = '', exponent = '0'] =
    /^(-?)(\d*)\.?(\d*)(?:E([+-]?\d+))?$/i.exec(text)!
  const digits = BigInt(sign + whole + decimals)
  const power = Number(exponent) - decimals.length
  return power >= 0 ? [digits * 10n ** BigInt(power), 1n] : [digits, 10n ** BigInt(-power)]
}

function doubleFraction(value: number): Fraction {
  if (!Number.isFinite(value)) return [value > 0 ? 2n ** 1024n : -(2n ** 1024n), 1n] // the next double there would be
  const bits = bitsOf(value)
  const power = Number((bits >> 52n) & 0x7ffn)
  const digits = (bits & 0xfffffffffffffn) | (power ? 1n << 52n : 0n)
  const shift = (power || 1) - 1075
  const signed = value < 0 ? -digits : digits
  return shift >= 0 ? [signed << BigInt(shift), 1n] : [signed, 1n << BigInt(-shift)]
}

function compare([a, b]: Fraction, [c, d]: Fraction): number {
  const [left, right] = [a * d, c * b]
  return left < right ? -1 : left > right ? 1 : 0
}

/** Where `at` lies between `from` and `to`, in 2^64ths. */
function part([a, b]: Fraction, [c, d]: Fraction, [e, f]: Fraction): string {
  const share = (((c * b - a * d) * f) << 64n) / ((e * b - a * f) * d)
  const out = Buffer.alloc(8)
  const most = (1n << 64n) - 1n
  out.writeBigUInt64BE(share < 0n ? 0n : share > most ? most : share) // beyond the doubles all are one
  return out.toString('latin1')
}

function bitsOf(value: number): bigint {
  const view = new DataView(new ArrayBuffer(8))
  view.setFloat64(0, value)
  return view.getBigUint64(0)
}

/** The neighbour of a double, upwards (1) or downwards (-1). */
function next(value: number, way: 1 | -1): number {
  if (value === 0) return way * Number.MIN_VALUE
  const view = new DataView(new ArrayBuffer(8))
  view.setBigUint64(0, bitsOf(value) + (value > 0 === way > 0 ? 1n : -1n))
  return view.getFloat64(0)
}
