/** What became of scans that waited: kept until it was read, since the answer may come on any page or after a kill. */
import type { CheckedIn } from '../rallies'
import { keepStamps } from '../rallies'
import { onOutbox } from '../outbox'
import { phoneTime } from '../clock'
import { isCheckIn } from './check-ins'

export interface Outcome {
  /** The id of the scan in the outbox. */
  id: string
  /** When it became known, by the phone's clock, in ms. */
  at: number
  pointName: string
  routeName: string
  /** The stamp's time as the cloud judged it, in ms. */
  stampedAt: number
}

const KEY = 'rallies/outcomes'
const MOST = 60

/** Call once when the app starts, before the outbox sends. */
export function followCheckIns(): void {
  onOutbox((call, answer) => {
    if (!isCheckIn(call) || !answer?.ok) return
    const { point, route, stamp } = answer.data as CheckedIn
    keepStamps(answer.data as CheckedIn)
    const outcome = {
      id: call.id,
      at: phoneTime(),
      pointName: point.name,
      routeName: route.name,
      stampedAt: stamp.at,
    }
    keep([...outcomes(), outcome].slice(-MOST))
  })
}

/** Newest last. */
export function outcomes(): Outcome[] {
  return (wx.getStorageSync(KEY) as Outcome[] | '') || []
}

/** It was read: one, or all. */
export function forgetOutcomes(id?: string): void {
  keep(id === undefined ? [] : outcomes().filter((each) => each.id !== id))
}

function keep(all: Outcome[]): void {
  try {
    wx.setStorageSync(KEY, all)
  } catch {
    console.warn('storage is full: what became of a scan was not kept') // the stamp itself is in the cloud
  }
}
