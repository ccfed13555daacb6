/** Where the phone is: asked only where it helps the person, kept in memory alone, and never a condition for anything. */
import type { ScanEvidence } from '../../domain/contract/rallies/presence'
import { phoneTime } from '../clock'

export type Fix = NonNullable<ScanEvidence['position']>

/** After so long a person has walked on. */
const FRESH_MS = 2 * 60_000

let last: { fix: Fix; at: number } | null = null

/** @returns null when the person refuses, the phone cannot tell, or it takes too long */
export function askPosition(): Promise<Fix | null> {
  return new Promise((resolve) => {
    wx.getLocation({
      type: 'gcj02',
      success: ({ latitude, longitude, accuracy }) => {
        last = { fix: { latitude, longitude, accuracy }, at: phoneTime() }
        resolve(last.fix)
      },
      fail: () => resolve(null),
    })
  })
}

/** Whether he allowed it before: then nobody need ask him again. */
export function mayAskPosition(): Promise<boolean> {
  return new Promise((resolve) => {
    wx.getSetting({
      success: ({ authSetting }) => resolve(authSetting['scope.userLocation'] === true),
      fail: () => resolve(false),
    })
  })
}

/** The place known last, if it is fresh at a moment of the phone's clock. */
export function positionFor(at: number): Fix | null {
  return last && Math.abs(at - last.at) < FRESH_MS ? last.fix : null
}
