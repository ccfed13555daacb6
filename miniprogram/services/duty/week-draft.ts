/** 每周的班 while they are being edited: kept on the phone until they are saved. */

interface Kept<Weeks> {
  /** The rota's revision that it was made from: over a newer one it would undo what somebody did since. */
  revision: number
  weeks: Weeks
}

/** Null when nothing was left unsaved, or the rota has changed since. */
export function readWeeks<Weeks>(unitId: string, revision: number): Weeks | null {
  const kept = wx.getStorageSync(keyOf(unitId)) as Kept<Weeks> | ''
  return kept && kept.revision === revision ? kept.weeks : null
}

/** A storage that is full loses nothing on screen. */
export function keepWeeks<Weeks>(unitId: string, kept: Kept<Weeks>): void {
  wx.setStorage({ key: keyOf(unitId), data: kept, fail: () => console.warn('the weeks were not kept') })
}

export function dropWeeks(unitId: string): void {
  wx.removeStorageSync(keyOf(unitId))
}

function keyOf(unitId: string): string {
  return `weeks/${unitId}`
}
