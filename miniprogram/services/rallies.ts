/** 打卡: events, routes, check-ins and postcards. What was loaded last is kept for reading without a network. */
import type { Answer } from '../domain/contract/envelope'
import type { Rallies } from '../domain/contract/rallies'
import { phoneTime } from './clock'
import { callAction } from './cloud'
import { putInOutbox, retryCall, waitingCalls } from './outbox'
import type { WaitingCall } from './waiting-calls'

export type OpenEvent = Rallies['openEvent']['output']
export type OpenRoute = Rallies['openRoute']['output']
export type CheckedIn = Rallies['checkIn']['output']

const EVENT_KEY = 'rallies/event'
const routeKey = (routeId: string) => `rallies/route/${routeId}`

/** The event that is on, with its routes. */
export async function openEvent(): Promise<Answer<OpenEvent>> {
  const answer = await callAction('rallies', 'openEvent', {})
  if (answer.ok) wx.setStorage({ key: EVENT_KEY, data: answer.data })
  return answer
}

/** The event as this phone saw it last, or null. */
export function lastEvent(): OpenEvent | null {
  return (wx.getStorageSync(EVENT_KEY) as OpenEvent | '') || null
}

/** One route with its points, and the holder's cards and stamps on it. */
export async function openRoute(routeId: string): Promise<Answer<OpenRoute>> {
  const answer = await callAction('rallies', 'openRoute', { routeId })
  if (answer.ok) wx.setStorage({ key: routeKey(routeId), data: answer.data })
  return answer
}

/** The route as this phone saw it last, or null. */
export function lastRoute(routeId: string): OpenRoute | null {
  return (wx.getStorageSync(routeKey(routeId)) as OpenRoute | '') || null
}

/** The id under which a scanned code's check-in waits. */
export function checkInId(scene: string): string {
  return `check-in.${scene}`
}

/**
 * Hands a check-in to the outbox before anything is sent, so that it survives a lost network and a closed app. The same
 * code scanned again while it waits stays one check-in. @throws when the phone's storage is full
 */
export function checkIn(scene: string): WaitingCall {
  const input = { scene, scannedAt: phoneTime() }
  const id = checkInId(scene)
  // A line of its own: one point need not wait for another.
  const call = putInOutbox({ id, line: id, area: 'rallies', action: 'checkIn', input })
  if (call.refusal) retryCall(call.id)
  return call
}

/** Check-ins that wait for the network or were refused. */
export function waitingCheckIns(): WaitingCall[] {
  return waitingCalls().filter(isCheckIn)
}

export function isCheckIn(call: WaitingCall): boolean {
  return call.area === 'rallies' && call.action === 'checkIn'
}
