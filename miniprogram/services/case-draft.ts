/** The case being written: kept with every letter until the outbox has it, so that nothing typed or chosen is lost. */
import type { CasePlace } from '../domain/cases'
import type { DraftPicture } from './drafts'
import { makeId } from './ids'

export interface CaseDraft {
  /** Made once per draft: handing in the same draft twice makes one case. */
  draftId: string
  text: string
  topicId: string
  kind: '' | 'inquiry' | 'ordinary' | 'urgent'
  place: CasePlace | null
  /** Copies in the app's own files. */
  pictures: DraftPicture[]
  /** Null: as the cloud knows him. */
  name: string | null
  organisation: string | null
}

const KEY = 'case-draft'

export function newCaseDraft(): CaseDraft {
  return {
    ...{ draftId: makeId(), text: '', topicId: '', kind: '', place: null, pictures: [] },
    ...{ name: null, organisation: null },
  }
}

export function readCaseDraft(): CaseDraft {
  return { ...newCaseDraft(), ...((wx.getStorageSync(KEY) as CaseDraft | '') || {}) }
}

/** For every letter: does not stop the typing. A storage that is full loses nothing on screen. */
export function keepCaseDraft(draft: CaseDraft): void {
  wx.setStorage({ key: KEY, data: draft, fail: () => console.warn('the draft was not kept') })
}

/** Kept when it returns, unless the storage is full; then what is on screen stays. */
export function keepCaseDraftNow(draft: CaseDraft): void {
  try {
    wx.setStorageSync(KEY, draft)
  } catch {
    console.warn('the draft was not kept')
  }
}

export interface SupplyDraft {
  words: string
  pictures: DraftPicture[]
}

const supplyKey = (caseId: string) => `case-supply/${caseId}`

/** What is being written in answer to 请补充. */
export function readSupply(caseId: string): SupplyDraft {
  return (wx.getStorageSync(supplyKey(caseId)) as SupplyDraft | '') || { words: '', pictures: [] }
}

export function keepSupply(caseId: string, draft: SupplyDraft): void {
  wx.setStorage({ key: supplyKey(caseId), data: draft, fail: () => console.warn('the draft was not kept') })
}

export function dropSupply(caseId: string): void {
  wx.removeStorageSync(supplyKey(caseId))
}
