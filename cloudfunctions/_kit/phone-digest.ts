/** A phone number as a keyed digest: enough to recognise a number, useless to whoever reads the database. */
import { createHmac } from 'node:crypto'

/**
 * With a secret key, since there are only some ten thousand million numbers: a plain hash of each is soon tried.
 * @param number digits of a Chinese mobile number, with or without +86 and spaces
 * @throws when the PHONE_KEY variable is not set
 */
export function phoneDigest(number: string): string {
  const key = process.env.PHONE_KEY
  if (!key) throw new Error('PHONE_KEY is not set: no phone number can be recognised')
  const digits = number.replace(/\D/g, '').replace(/^(?:0086|86)(?=1\d{10}$)/, '')
  return createHmac('sha256', key).update(digits).digest('base64url').slice(0, 24)
}
