/** What a message is and how much of it may be shown. */

/** held: waits for review · shown · refused: by review · recalled: by its sender. */
export type ContentState = 'held' | 'shown' | 'refused' | 'recalled'

/** Longest text of one message, in characters: what WeChat's content check takes, with room for names. */
export const TEXT_MAX = 2000

/** Most people one message may ask. More is an announcement, not a question. */
export const MENTIONS_MAX = 5
