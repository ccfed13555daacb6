/** Points the person wants to hear of, and what changed at them since he looked. */
import type { Answer } from '../../domain/contract/envelope'
import { callAction } from '../cloud'
import type { OutputOf } from '../cloud'

const SAVED_KEY = 'rallies/saved'
const NEWS_KEY = 'rallies/saved-news'

export type SavedNews = OutputOf<'rallies', 'readSaved'>['changes'][number]

/** As this phone knows it. */
export function isSaved(pointId: string): boolean {
  return savedPoints().includes(pointId)
}

function savedPoints(): string[] {
  return (wx.getStorageSync(SAVED_KEY) as string[] | '') || []
}

export async function savePoint(pointId: string, saved: boolean): Promise<Answer<{ saved: boolean }>> {
  const answer = await callAction('rallies', 'savePoint', { pointId, saved })
  if (answer.ok) {
    const others = savedPoints().filter((each) => each !== pointId)
    wx.setStorageSync(SAVED_KEY, saved ? [...others, pointId] : others)
  }
  return answer
}

/** Asks what is new, if he saved anything on this phone: what is read once counts as read, so it is kept until closed. */
export async function askSavedNews(): Promise<void> {
  if (savedPoints().length === 0) return
  const answer = await callAction('rallies', 'readSaved', {})
  if (answer.ok && answer.data.changes.length > 0)
    wx.setStorageSync(NEWS_KEY, [...answer.data.changes, ...savedNews()].slice(0, 20))
}

/** Newest first. */
export function savedNews(): SavedNews[] {
  return (wx.getStorageSync(NEWS_KEY) as SavedNews[] | '') || []
}

export function closeSavedNews(changeId: string): void {
  wx.setStorageSync(
    NEWS_KEY,
    savedNews().filter(({ change }) => change.changeId !== changeId),
  )
}
