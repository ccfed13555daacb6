/**
 * Every code of a carnival as text, whatever carried it: one parser for the phone's scan, a cold start and the cloud.
 * A sheet's scene is the only one that must fit into WeChat's 32 characters; the others travel in ordinary links.
 */
import { findIn, parseScene, type Scene } from './scenes'
import { parseSerial } from './serials'

export type Code =
  | { kind: 'sheet'; scene: Scene }
  /** The short code under a sheet's code, typed. */
  | { kind: 'typed'; serial: string }
  /** On the staff phone: `slot` counts 30 seconds since 1970. */
  | { kind: 'rotating'; pointId: string; slot: number; keyVersion: string; check: string }
  | { kind: 'paper'; serial: string }
  /** A resident's own code: his id, sealed. */
  | { kind: 'pass'; sealed: string }
  | { kind: 'shift'; token: string }
  | { kind: 'voucher'; number: string }

export type RotatingCodeText = Extract<Code, { kind: 'rotating' }>

const ROTATING = /^R\.([0-9A-Za-z_-]{1,64})\.([0-9a-z]{1,9})\.([0-9A-Za-z]{1,2})\.([0-9A-Za-z_-]{10})$/
const PASS = /^P\.([0-9A-Za-z_-]{20,140})$/
const SHIFT = /^S\.([0-9A-Za-z_-]{16,64})$/
const VOUCHER = /^(?:V\.)?(\d{4})[ -]?(\d{4})$/

/** Null when the text is none of ours. */
export function parseCode(text: string): Code | null {
  const scene = parseScene(text)
  if (scene) return { kind: 'sheet', scene }
  const rotating = ROTATING.exec(text)
  if (rotating) {
    const [, pointId, slot, keyVersion, check] = rotating as unknown as string[]
    const counted = parseInt(slot!, 36)
    return { kind: 'rotating', pointId: pointId!, slot: counted, keyVersion: keyVersion!, check: check! }
  }
  const pass = PASS.exec(text)
  if (pass) return { kind: 'pass', sealed: pass[1]! }
  const shift = SHIFT.exec(text)
  if (shift) return { kind: 'shift', token: shift[1]! }
  if (text.startsWith('K.')) {
    const serial = parseSerial(text.slice(2))
    return serial ? { kind: 'paper', serial } : null
  }
  // A voucher's digits first: eight digits may be a serial by chance, and digits alone are never printed as one.
  const voucher = VOUCHER.exec(text)
  if (voucher) return { kind: 'voucher', number: `${voucher[1]}${voucher[2]}` }
  const typed = parseSerial(text)
  return typed ? { kind: 'typed', serial: typed } : null
}

/** The text of one of our codes in whatever carried it, or null: see `sceneIn`. */
export function codeIn(carrier: string): string | null {
  return findIn(carrier, (text) => parseCode(text) !== null)
}

export function formatRotating({ pointId, slot, keyVersion, check }: Omit<RotatingCodeText, 'kind'>): string {
  return `R.${pointId}.${slot.toString(36)}.${keyVersion}.${check}`
}
export const paperCode = (serial: string) => `K.${serial}`
export const voucherCode = (number: string) => `V.${number}`
/** 1234-5678 */
export const sayVoucher = (number: string) => `${number.slice(0, 4)}-${number.slice(4)}`

/** A rotating code is new every 30 seconds and good for two minutes. */
export const SLOT_MS = 30_000
export const ROTATING_GOOD_MS = 120_000
/** Six digits are new every five minutes; those before are good as well. */
export const DIGITS_MS = 300_000
