/** An obligation: someone owes an answer by a time. One shape for chat and cases. */

/**
 * The states in one table. `kind` is what code asks ("is it open?"), the label is what people read.
 * Source of the words: design of the @, "each with its own time".
 */
export const OBLIGATION_STATES = {
  asked: { label: '已送到', kind: 'open' },
  notified: { label: '已发通知', kind: 'open' },
  seen: { label: '已看到', kind: 'open' },
  acknowledged: { label: '收到', kind: 'open' },
  promised: { label: '已答应', kind: 'open' },
  answered: { label: '已回应', kind: 'done' },
  released: { label: '已由他人回应', kind: 'done' },
  transferred: { label: '已转诉求', kind: 'done' },
  excused: { label: '不用回应', kind: 'done' },
  recalled: { label: '已撤回', kind: 'done' },
} as const

export type ObligationState = keyof typeof OBLIGATION_STATES

export function isOpen(state: ObligationState): boolean {
  return OBLIGATION_STATES[state].kind === 'open'
}
