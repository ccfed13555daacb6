/** Scans: each is handed to the outbox, with its evidence, before anything is sent, and leaves it when it was judged. */
import { parseCode } from '../../domain/codes'
import type { InputOf } from '../cloud'
import { heardTime, phoneTime } from '../clock'
import { makeId } from '../ids'
import { dropCall, putInOutbox, releaseCall, retryCall, waitingCalls } from '../outbox'
import { lastPoint, likelyPoint } from '../rallies'
import type { WaitingCall } from '../waiting-calls'
import { positionFor } from './position'

/** Whom a scan is for: see CardChoice of the contract. Null while nobody has said who is here: it is kept and waits. */
export type Choice = string[] | null

export type ScanInput = InputOf<'rallies', 'checkIn'>
export type DigitsInput = InputOf<'rallies', 'checkInByDigits'>

const ACTIONS = ['checkIn', 'checkInByDigits']
/** Within so long the same code is the same visit: a double tap, or someone who tries again to be sure. */
const SAME_VISIT_MS = 30 * 60_000

/**
 * Keeps the scan of a sheet or of a rotating code, or a typed short code. The same code for the same people within half an
 * hour stays the first scan; later it is one more: nothing kept is ever overwritten.
 * @param scannedAt the phone's time of the scan, in ms
 * @throws when the phone's storage is full: nothing was kept then
 */
export function checkIn(scene: string, cards: Choice = ['mine'], scannedAt = phoneTime()): WaitingCall {
  const again = sameVisit(cards, scannedAt, (input) => (input as ScanInput).scene === scene)
  if (again) return again
  const pointId = pointOfScan(scene)
  const input: ScanInput = { scene, cards: cards ?? [], ...evidenceOf(scannedAt, pointId) }
  return putInOutbox({ ...freshCall(cards), area: 'rallies', action: 'checkIn', input })
}

/** The same for six digits that were said at a point. */
export function checkInByDigits(pointId: string, digits: string, cards: Choice = ['mine']): WaitingCall {
  const scannedAt = phoneTime()
  const isSame = (input: unknown) =>
    (input as DigitsInput).pointId === pointId && (input as DigitsInput).digits === digits
  const again = sameVisit(cards, scannedAt, isSame)
  if (again) return again
  const input: DigitsInput = { pointId, digits, cards: cards ?? [], ...evidenceOf(scannedAt, pointId) }
  return putInOutbox({ ...freshCall(cards), area: 'rallies', action: 'checkInByDigits', input })
}

/** A line of its own: one point need not wait for another. */
function freshCall(cards: Choice) {
  const id = `check-in.${makeId()}`
  return { id, line: id, dated: true, held: cards === null }
}

/**
 * Says whom a kept scan is for, and lets it go.
 * @returns the scan that goes: the earlier one when the same was kept for the same people before
 * @throws when the phone's storage is full: it waits as it was
 */
export function sayWhoIsHere(held: WaitingCall, cards: string[]): WaitingCall {
  const { scene, pointId, digits, scannedAt } = held.input as ScanInput & DigitsInput
  const isSame = (input: unknown) => {
    const other = input as ScanInput & DigitsInput
    return other.scene === scene && other.pointId === pointId && other.digits === digits
  }
  const again = sameVisit(cards, scannedAt, isSame, held)
  if (again) {
    dropCall(held.id)
    return again
  }
  releaseCall(held, { ...(held.input as ScanInput), cards })
  return held
}

function evidenceOf(scannedAt: number, pointId: string | null) {
  const point = pointId ? lastPoint({ pointId })?.point : null
  const position = point?.radius ? positionFor(scannedAt) : null
  return { scannedAt, seen: heardTime(), ...(position ? { position } : {}) }
}

function sameVisit(
  cards: Choice,
  at: number,
  isSame: (input: unknown) => boolean,
  except?: WaitingCall,
): WaitingCall | null {
  const found = waitingCheckIns().find((call) => {
    const input = call.input as ScanInput
    const sameCards = Boolean(call.held) === !cards && String(input.cards) === String(cards ?? [])
    return call !== except && isSame(input) && sameCards && at - input.scannedAt < SAME_VISIT_MS
  })
  if (!found || found.held) return found ?? null
  if (!found.refusal || waitsForConsent(found)) {
    retryCall(found.id)
    return found
  }
  dropCall(found.id) // it was refused, and he is still here: scanned anew
  return null
}

/** Which point a scanned code belongs to, as far as this phone can tell without asking. */
export function pointOfScan(scene: string): string | null {
  const code = parseCode(scene)
  if (code?.kind === 'rotating') return code.pointId
  if (code?.kind === 'typed') return likelyPoint(code.serial)?.pointId ?? null
  if (code?.kind !== 'sheet') return null
  return lastPoint({ sheetId: code.scene.sheetId })?.point.pointId ?? null
}

/** The point of a kept scan, or null where the phone does not know it. */
export function pointOfCall(call: WaitingCall): string | null {
  const input = call.input as Partial<ScanInput & DigitsInput>
  return input.pointId ?? pointOfScan(input.scene ?? '')
}

/** Whether a kept scan is for the holder's own card, not only for those who are with him. */
export function isForMe({ input }: WaitingCall): boolean {
  return ((input as ScanInput).cards ?? ['mine']).includes('mine')
}

/** Scans that wait for the network or for an agreement, or were refused. */
export function waitingCheckIns(): WaitingCall[] {
  return waitingCalls().filter(isCheckIn)
}

export function isCheckIn(call: WaitingCall): boolean {
  return call.area === 'rallies' && ACTIONS.includes(call.action)
}

/** He has yet to agree to the privacy text: the scan goes out by itself once he does. */
export function waitsForConsent({ refusal }: WaitingCall): boolean {
  return refusal?.code === 'CONSENT_NEEDED' || refusal?.code === 'CONSENT_OUTDATED'
}
