/**
 * Eight characters that people read aloud and type: the serial of a paper card, the short code of a sheet. Without 0 1
 * I L O, which paper and ears mix up; the alphabet has a prime number of characters, so the check finds every single
 * wrong character and every two that changed places.
 */
const ALPHABET = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'

/** How many characters are chance; the eighth is the check. */
export const SERIAL_BODY = 7

function checkOf(body: string): string {
  const sum = [...body].reduce((total, letter, at) => total + (at + 2) * ALPHABET.indexOf(letter), 0)
  return ALPHABET[sum % ALPHABET.length]!
}

/** @param chance at least seven whole numbers from 0, such as random bytes */
export function serialFrom(chance: ArrayLike<number>): string {
  const body = Array.from({ length: SERIAL_BODY }, (_, at) => ALPHABET[chance[at]! % ALPHABET.length]).join(
    '',
  )
  // Digits alone would be read as a voucher's number.
  const told = /^\d+$/.test(body) ? ALPHABET[8 + (chance[0]! % 23)]! + body.slice(1) : body
  return told + checkOf(told)
}

/** The serial in what somebody typed, with spaces, a dash or small letters; null when it cannot be one. */
export function parseSerial(typed: string): string | null {
  const serial = typed.replace(/[\s\-—－]/g, '').toUpperCase()
  if (serial.length !== SERIAL_BODY + 1) return null
  if (![...serial].every((letter) => ALPHABET.includes(letter))) return null
  return checkOf(serial.slice(0, SERIAL_BODY)) === serial[SERIAL_BODY] ? serial : null
}

/** What everybody may know of a sheet's short code, to tell its point: the rest is still one in 28 millions. */
export function headOf(serial: string): string {
  return serial.slice(0, 2)
}

/** ABCD-EFGH */
export function saySerial(serial: string): string {
  return `${serial.slice(0, 4)}-${serial.slice(4)}`
}
