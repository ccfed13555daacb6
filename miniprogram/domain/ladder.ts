/**
 * The ladder: who is told next when an @ is not answered, and when. Pure; the times of day are Shanghai's.
 *
 * A rung's person has `acknowledgeMinutes` to say 收到; who said it has until `dueAt`, or `answerMinutes` when that has
 * passed; who promised has until the time he named. Then the next is told. Everything is judged by what stands in the
 * obligation, so a run that comes late, twice or after an hour of silence finds the same.
 */
import { mayMove, type Notice, type Obligation } from './obligations'
import { minuteOfShanghaiDay, startOfShanghaiDay } from './times'

const MINUTE = 60_000

/** What a group decides for itself; minutes, and minutes of the day. */
export interface LadderSettings {
  acknowledgeMinutes: number
  answerMinutes: number
  answerMinutesAtNight: number
  nightFrom: number
  nightTo: number
}

/** Source: issue of the obligations: 收到 5 min; answer 30 by day, 60 by night; night 22:00–8:30. */
export const LADDER: LadderSettings = {
  acknowledgeMinutes: 5,
  answerMinutes: 30,
  answerMinutesAtNight: 60,
  nightFrom: 22 * 60,
  nightTo: 8 * 60 + 30,
}

/** A group's own settings; its minutes for an answer have stood in the conversation since its beginning. */
export function ladderOfGroup(conversation: {
  answerWithinMinutes: number
  ladder?: Partial<LadderSettings>
}): LadderSettings {
  return { ...LADDER, answerMinutes: conversation.answerWithinMinutes, ...conversation.ladder }
}

const HOUR_MINUTES = 60
const DAY_MINUTES = 24 * HOUR_MINUTES

/**
 * What is wrong with settings, as a sentence's beginning; null when nothing is. Bounds: a rung of a few seconds would cry
 * wolf, one of days would be no ladder; and a night longer than fourteen hours would be a day without duty.
 */
export function ladderFault(settings: LadderSettings): string | null {
  const { acknowledgeMinutes, answerMinutes, answerMinutesAtNight, nightFrom, nightTo } = settings
  if (acknowledgeMinutes < 1 || acknowledgeMinutes > HOUR_MINUTES) return '收到的时间要在 1 到 60 分钟之间'
  for (const minutes of [answerMinutes, answerMinutesAtNight]) {
    if (minutes < 5 || minutes > DAY_MINUTES) return '回应的时间要在 5 分钟到 24 小时之间'
    if (minutes < acknowledgeMinutes) return '回应的时间不能比收到的时间短'
  }
  if (nightFrom >= DAY_MINUTES || nightTo >= DAY_MINUTES) return '夜里的钟点不对'
  const night = (nightTo - nightFrom + DAY_MINUTES) % DAY_MINUTES
  return night === 0 || night > 14 * HOUR_MINUTES ? '夜里最长 14 小时，开始和结束不能相同' : null
}

export function isNight(at: number, { nightFrom, nightTo }: LadderSettings): boolean {
  const minute = minuteOfShanghaiDay(at)
  return nightFrom > nightTo
    ? minute >= nightFrom || minute < nightTo
    : minute >= nightFrom && minute < nightTo
}

/** When the night that `at` is in ends; by day, when the next night ends. In ms. */
export function nextMorning(at: number, { nightTo }: LadderSettings): number {
  const today = startOfShanghaiDay(at) + nightTo * MINUTE
  return at < today ? today : startOfShanghaiDay(at, 1) + nightTo * MINUTE
}

/** How long an answer may take that begins at `at`, in ms. */
export function answerTime(at: number, settings: LadderSettings): number {
  return (isNight(at, settings) ? settings.answerMinutesAtNight : settings.answerMinutes) * MINUTE
}

/**
 * When the clock of an @ starts and by when the answer is owed, in ms.
 * @param canWait at night the asker may choose the next morning; by day it means nothing
 */
export function clockOf(askedAt: number, canWait: boolean, settings: LadderSettings) {
  const startsAt = canWait && isNight(askedAt, settings) ? nextMorning(askedAt, settings) : askedAt
  return { startsAt, dueAt: startsAt + answerTime(startsAt, settings) }
}

/** Asked for the next morning, and nobody has said 收到 of himself: until then it wakes nobody, whoever is in a hurry. */
export function waitsForMorning(
  { state, rung, nextAt }: Pick<Obligation, 'state' | 'rung' | 'nextAt'>,
  now: number,
): boolean {
  return rung < 0 && mayMove(state, 'acknowledge') && nextAt.getTime() > now
}

/** Until when a person who was told at `at` may be silent. */
export function afterTold(at: number, settings: LadderSettings): number {
  return at + settings.acknowledgeMinutes * MINUTE
}

/** Until when one who said 收到 at `at` may take. */
export function afterAcknowledged(at: number, dueAt: number, settings: LadderSettings): number {
  return dueAt > at ? dueAt : at + answerTime(at, settings)
}

/** What was left when it was answered resumes when it was not solved after all, at least five minutes. In ms. */
export function timeLeftAfter(dueAt: number, answeredAt: number): number {
  return Math.max(dueAt - answeredAt, 5 * MINUTE)
}

/** The moment the timer looks at it again, in ms. */
export function nextAtOf(rungAt: number, shiftEndsAt: number | null): number {
  return shiftEndsAt === null ? rungAt : Math.min(rungAt, shiftEndsAt)
}

export const REACHED: readonly Notice['outcome'][] = ['sent', 'seen', 'answeredCall']

/** Who may be told when an @ climbs, already looked up, in the ladder's order; a person once. */
export function ladderOf(
  ownerId: string,
  facts: { onDutyId: string | null; headIds: string[]; lastResortId: string },
): string[] {
  const all = [ownerId, facts.onDutyId, ...facts.headIds, facts.lastResortId]
  return [...new Set(all.filter((id) => id !== null))]
}

export function rungNoticeId(round: number, rung: number): string {
  return `${round}.${rung}`
}
