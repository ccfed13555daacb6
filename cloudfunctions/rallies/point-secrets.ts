/**
 * Rotating codes and six digits of a point. Its secret is derived, not stored: HMAC(scene key, point). It never leaves
 * the cloud; staff phones fetch ready codes for the hours of their shift.
 */
import { createHmac, timingSafeEqual } from 'node:crypto'
import { DIGITS_MS, formatRotating, SLOT_MS, type RotatingCodeText } from '../../miniprogram/domain/codes'
import { sceneKeys } from './scene-check'

function mac(pointId: string, keyVersion: string, what: string): Buffer {
  const secret = createHmac('sha256', sceneKeys()[keyVersion]!).update(`point ${pointId}`).digest()
  return createHmac('sha256', new Uint8Array(secret)).update(what).digest()
}

/** The newest of the key versions. */
export function newestKey(): string {
  return Object.keys(sceneKeys()).at(-1)!
}

function rotatingCheck(pointId: string, slot: number, keyVersion: string): string {
  return mac(pointId, keyVersion, `rotating ${slot}`).toString('base64url').slice(0, 10)
}

/** False for a made-up code. No database is asked. The key version must be valid. */
export function isGenuineRotating({ pointId, slot, keyVersion, check }: RotatingCodeText): boolean {
  const encode = (text: string) => new TextEncoder().encode(text)
  return timingSafeEqual(encode(rotatingCheck(pointId, slot, keyVersion)), encode(check))
}

/** The codes to show from `from` on, each in its slot. Times in ms. */
export function rotatingCodes(pointId: string, from: number, until: number) {
  const keyVersion = newestKey()
  const codes: { code: string; from: number }[] = []
  for (let slot = Math.floor(from / SLOT_MS); slot * SLOT_MS < until; slot += 1) {
    const check = rotatingCheck(pointId, slot, keyVersion)
    codes.push({ code: formatRotating({ pointId, slot, keyVersion, check }), from: slot * SLOT_MS })
  }
  return codes
}

function digitsAt(pointId: string, slot: number, keyVersion: string): string {
  return String(mac(pointId, keyVersion, `digits ${slot}`).readUInt32BE(0) % 1_000_000).padStart(6, '0')
}

/** The six digits to say from `from` on. Times in ms. */
export function digitsToSay(pointId: string, from: number, until: number) {
  const said: { digits: string; from: number }[] = []
  for (let slot = Math.floor(from / DIGITS_MS); slot * DIGITS_MS < until; slot += 1)
    said.push({ digits: digitsAt(pointId, slot, newestKey()), from: slot * DIGITS_MS })
  return said
}

/** Digits of two hours at most are compared: more would make guessing easy for whoever claims not to know when. */
const COMPARED = 24

/**
 * When the digits were good, if they ever were between two moments; null when not. Those before are good for one slot more.
 */
export function digitsWindow(pointId: string, digits: string, earliest: number, latest: number) {
  const last = Math.floor(latest / DIGITS_MS)
  const first = Math.max(Math.floor(earliest / DIGITS_MS) - 1, last - COMPARED)
  for (let slot = last; slot >= first; slot -= 1)
    for (const keyVersion of Object.keys(sceneKeys()))
      if (digitsAt(pointId, slot, keyVersion) === digits)
        return { from: slot * DIGITS_MS, until: (slot + 2) * DIGITS_MS }
  return null
}
