/** What an @ looks like to the one who reads it: its word, its colour, and the line saying who has it until when. */
import type { MentionView } from '../../domain/contract/groups'
import { isOpen, OBLIGATION_STATES } from '../../domain/obligations'
import type { ObligationState } from '../../domain/obligations'
import { sayTime, sayTimeLeft } from '../../domain/times'

/** quiet grey: sent · gold: taken on · done green · late red. */
export type Tone = 'quiet' | 'gold' | 'done' | 'late'

type Seen = Pick<MentionView, 'name' | 'state' | 'dueAt' | 'concernsMe' | 'mine'>

const TONES: Partial<Record<ObligationState, Tone>> = {
  acknowledged: 'gold',
  promised: 'gold',
  answered: 'done',
  released: 'done',
  transferred: 'done',
}

/** Lateness is shown only to those concerned; everyone else reads 处理中 or 已回应. */
export function toneOf(mention: Seen, now: number): Tone {
  if (isLate(mention, now)) return 'late'
  if (!mention.concernsMe) return isOpen(mention.state) ? 'gold' : 'done'
  return TONES[mention.state] ?? 'quiet'
}

export function wordOf(mention: Seen, now: number): string {
  if (!mention.concernsMe) return isOpen(mention.state) ? '处理中' : '已回应'
  if (isLate(mention, now)) return `${OBLIGATION_STATES[mention.state].label} · 超时`
  return OBLIGATION_STATES[mention.state].label
}

/** 等 李云 回应 · 还有 12 分钟, or 等你回应 to the one who owes it; empty when nobody is waited for or the reader is not concerned. */
export function waitingLine(mention: Seen, now: number): string {
  if (!mention.concernsMe || !isOpen(mention.state) || mention.dueAt === null) return ''
  const who = mention.mine ? '等你回应' : `等 ${mention.name} 回应`
  return `${who} · ${sayTimeLeft(mention.dueAt, now)}`
}

export function isLate(mention: Seen, now: number): boolean {
  return mention.concernsMe && isOpen(mention.state) && mention.dueAt !== null && mention.dueAt < now
}

/** Each state reached, with its own time: 已送到 今天 15:04. */
export function sayStep(
  step: { state: ObligationState; at: number },
  now: number,
): { label: string; time: string } {
  return { label: OBLIGATION_STATES[step.state].label, time: sayTime(step.at, now) }
}
