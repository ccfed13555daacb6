/** What a message is and how much of it may be shown. */

/** held: waits for review · shown · refused: by review · recalled: by its sender · withdrawn: by 群主 or a reviewer. */
export type ContentState = 'held' | 'shown' | 'refused' | 'recalled' | 'withdrawn'

/** Everybody sees that such a message stands in its place; the last two without their words. */
export const PUBLIC_STATES: ContentState[] = ['shown', 'recalled', 'withdrawn']

/** Its words are gone for everyone. */
export function isGone(content: ContentState): boolean {
  return content === 'recalled' || content === 'withdrawn'
}

/** How long a sender may take a message back, from the moment the cloud wrote it: as in WeChat itself. */
export const RECALL_WITHIN_MS = 2 * 60_000

/** @param at when it was written, @param now both by the cloud's clock, in ms */
export function mayRecall(at: number, now: number): boolean {
  return now - at <= RECALL_WITHIN_MS
}

/** Longest text of one message, in characters: what WeChat's content check takes, with room for names. */
export const TEXT_MAX = 2000

/** Most pictures of one message, and the largest one, in bytes: what WeChat's picture check takes. */
export const PICTURES_MAX = 9
export const PICTURE_BYTES_MAX = 10 * 1024 * 1024

/** checking: its sender alone sees it · shown: to all · refused: by the picture check. */
export type PictureState = 'checking' | 'shown' | 'refused'

/** A picture's check takes WeChat some minutes. After this long it is asked for again when its sender looks. */
export const PICTURE_CHECK_LATE_MS = 10 * 60_000

/** Most people one message may ask. More is an announcement, not a question. */
export const MENTIONS_MAX = 5
