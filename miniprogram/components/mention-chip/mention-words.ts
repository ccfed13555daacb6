/** What an @ looks like to the one who reads it: its word, its colour, and the line saying who has it until when. */
import { wordInChat } from '../../domain/case-card'
import { sayCaseNumber } from '../../domain/case-numbers'
import { CASE_STATES } from '../../domain/case-states'
import type { MentionView } from '../../domain/contract/groups'
import { isOpen, OBLIGATION_STATES } from '../../domain/obligations'
import type { ObligationState } from '../../domain/obligations'
import { sayAhead, sayTime, sayTimeLeft } from '../../domain/times'

/** quiet grey: sent · gold: taken on · done green · late red. */
export type Tone = 'quiet' | 'gold' | 'done' | 'late'

/** A copy kept by an older version of the app knows less of it. */
type Seen = Pick<MentionView, 'name' | 'state' | 'dueAt' | 'concernsMe' | 'mine'> & Partial<MentionView>

const TONES: Partial<Record<ObligationState, Tone>> = {
  acknowledged: 'gold',
  promised: 'gold',
  answered: 'done',
  released: 'done',
  transferred: 'done',
}

/** Lateness is shown only to those concerned; everyone else reads 处理中 or 已回应. */
export function toneOf(mention: Seen, now: number): Tone {
  if (mention.noAnswerNeeded) return 'quiet'
  if (mention.case) return CASE_STATES[mention.case.state].kind === 'done' ? 'done' : 'gold'
  if (isLate(mention, now)) return 'late'
  if (!mention.concernsMe) return isOpen(mention.state) ? 'gold' : 'done'
  return TONES[mention.state] ?? 'quiet'
}

export function wordOf(mention: Seen, now: number): string {
  const { label } = OBLIGATION_STATES[mention.state]
  if (mention.noAnswerNeeded) return label
  // Its number and how it stands are for everybody in the group.
  if (mention.case) {
    const { number, state } = mention.case
    return `已转诉求 ${sayCaseNumber(number)} · ${wordInChat(state)}`
  }
  if (!mention.concernsMe) return isOpen(mention.state) ? '处理中' : '已回应'
  if (isLate(mention, now)) return `${label} · 超时`
  if (mention.state === 'promised' && mention.promisedAt)
    return `${label} · ${sayAhead(mention.promisedAt, now)} 前`
  // Whoever looks at it before does so of his own will: that is more than the wait.
  const untouched = mention.state === 'asked' || mention.state === 'notified'
  return untouched && waits(mention, now) ? `${sayAhead(mention.startsAt!, now)} 起算` : label
}

/** 等 李云 回应 · 还有 12 分钟, or 等你回应 to the one who owes it; empty when nobody is waited for or the reader is not concerned. */
export function waitingLine(mention: Seen, now: number): string {
  if (!mention.concernsMe || !isOpen(mention.state) || mention.dueAt === null) return ''
  const left = waits(mention, now)
    ? `${sayAhead(mention.startsAt!, now)} 起算`
    : sayTimeLeft(mention.dueAt, now)
  const others = `等 ${mention.ownerName || mention.name} 回应`
  const who = mention.mine ? '等你回应' : isCalled(mention) ? `需要你过问 · ${others}` : others
  const offered = mention.offer ? ` · 正转给 ${mention.offer.toName}` : ''
  return `${who} · ${left}${offered}`
}

/** The ladder has called the reader: another owes the answer, and he may give it as well. */
export function isCalled(mention: Seen): boolean {
  return !mention.mine && (mention.mayAct ?? []).includes('answer')
}

export function isLate(mention: Seen, now: number): boolean {
  return mention.concernsMe && isOpen(mention.state) && mention.dueAt !== null && mention.dueAt < now
}

/** The asker lets it wait for the morning. */
function waits({ state, startsAt }: Seen, now: number): boolean {
  return isOpen(state) && typeof startsAt === 'number' && startsAt > now
}

export interface SaidStep {
  label: string
  time: string
  /** Nobody was reached by it. */
  missed: boolean
}

/** Each state reached and everyone told since, with its own time: 已送到 今天 15:04 · 叫了 示例·李书记 今天 15:09. */
export function stepsOf(
  { steps, called = [] }: Pick<MentionView, 'steps'> & Partial<MentionView>,
  now: number,
) {
  const reached = steps.map(({ state, at }) => ({ at, label: OBLIGATION_STATES[state].label, missed: false }))
  const told = called.map(({ at, ...facts }) => ({ at, ...saidOf(facts) }))
  const all = [...reached, ...told].sort((one, other) => one.at - other.at)
  return all.map(({ at, label, missed }): SaidStep => ({ label, time: sayTime(at, now), missed }))
}

/** 叫了 示例·李书记 · 打了电话给 示例·李书记，没接通 · 正在给 示例·李书记 打电话 */
function saidOf({ name, reached, underWay, byPhone }: Omit<MentionView['called'][number], 'at'>) {
  if (underWay) return { label: byPhone ? `正在给 ${name} 打电话` : `正在叫 ${name}`, missed: false }
  const label = byPhone ? `打了电话给 ${name}` : `叫了 ${name}`
  return { label: reached ? label : `${label}，${byPhone ? '没接通' : '没叫到'}`, missed: !reached }
}
