/** The text being written in a conversation: kept until it is handed to the outbox, so that nothing typed is lost. */
import type { Asked } from '../domain/obligations'
import { makeId } from './ids'

export interface DraftPicture {
  path: string
  width: number
  height: number
}

export interface Draft {
  /** Made once per draft: sending the same draft twice makes one message. */
  draftId: string
  text: string
  asked: Asked[]
  /** 每个人都要回应. */
  askEach: boolean
  /** 不用回应, as in a thank-you. */
  noAnswerNeeded: boolean
  /** Copies in the app's own files. */
  pictures: DraftPicture[]
  answers: { messageId: string; senderName: string; text: string } | null
}

export function newDraft(): Draft {
  return {
    draftId: makeId(),
    text: '',
    asked: [],
    askEach: false,
    noAnswerNeeded: false,
    pictures: [],
    answers: null,
  }
}

export function readDraft(conversationId: string): Draft {
  // A draft kept by an older version has no pictures, and knows whom it asks by another name.
  const kept = (wx.getStorageSync(keyOf(conversationId)) as Draft | '') || newDraft()
  return { ...newDraft(), ...kept, asked: kept.asked.filter(({ id }) => id) }
}

/** For every letter: does not stop the typing. A storage that is full loses nothing on screen. */
export function keepDraft(conversationId: string, draft: Draft): void {
  wx.setStorage({
    key: keyOf(conversationId),
    data: draft,
    fail: () => console.warn('the draft was not kept'),
  })
}

/** Kept when it returns, unless the storage is full; then what is on screen stays. */
export function keepDraftNow(conversationId: string, draft: Draft): void {
  try {
    wx.setStorageSync(keyOf(conversationId), draft)
  } catch {
    console.warn('the draft was not kept')
  }
}

function keyOf(conversationId: string): string {
  return `draft/${conversationId}`
}
