import { isCall } from '../../miniprogram/domain/climb'
import {
  afterAcknowledged,
  clockOf,
  isNight,
  LADDER,
  ladderOf,
  nextMorning,
  timeLeftAfter,
} from '../../miniprogram/domain/ladder'

/** A moment of 13 April 2026 in Shanghai. */
const at = (clock: string, day = 13) => Date.parse(`2026-04-${day}T${clock}:00+08:00`)
const MINUTE = 60_000

describe('the night', () => {
  it.each([
    ['21:59', false],
    ['22:00', true],
    ['03:00', true],
    ['08:29', true],
    ['08:30', false],
  ])('at %s: %s', (clock, night) => expect(isNight(at(clock), LADDER)).toBe(night))

  it('ends the same morning after midnight and the next one before it', () => {
    expect(nextMorning(at('03:00'), LADDER)).toBe(at('08:30'))
    expect(nextMorning(at('23:00'), LADDER)).toBe(at('08:30', 14))
    expect(nextMorning(at('12:00'), LADDER)).toBe(at('08:30', 14))
  })
})

describe('the clock of an @', () => {
  it('starts at once: 30 minutes by day, 60 by night', () => {
    expect(clockOf(at('10:00'), false, LADDER)).toEqual({ startsAt: at('10:00'), dueAt: at('10:30') })
    expect(clockOf(at('03:00'), false, LADDER)).toEqual({ startsAt: at('03:00'), dueAt: at('04:00') })
  })

  it('waits for the morning when the asker can, and never by day', () => {
    expect(clockOf(at('23:10'), true, LADDER)).toEqual({ startsAt: at('08:30', 14), dueAt: at('09:00', 14) })
    expect(clockOf(at('10:00'), true, LADDER).startsAt).toBe(at('10:00'))
  })

  it('leaves who said 收到 the time to the deadline, and a whole answer time when that has passed', () => {
    expect(afterAcknowledged(at('10:10'), at('10:30'), LADDER)).toBe(at('10:30'))
    expect(afterAcknowledged(at('10:40'), at('10:30'), LADDER)).toBe(at('11:10'))
  })

  it('resumes with what was left, at least five minutes', () => {
    expect(timeLeftAfter(at('10:30'), at('10:10'))).toBe(20 * MINUTE)
    expect(timeLeftAfter(at('10:30'), at('10:40'))).toBe(5 * MINUTE)
  })
})

describe('the ladder', () => {
  const facts = { onDutyId: 'duty', headIds: ['head', 'leader'], lastResortId: '群主' }
  const ladder = ladderOf('chen', facts)
  const told = (...personIds: string[]) =>
    personIds.map((personId, rung) => ({
      id: `0.${rung}`,
      personId,
      name: personId,
      why: 'rung' as const,
      round: 0,
      rung,
      dueAt: new Date(0),
      at: new Date(0),
      outcome: 'sent' as const,
      triedAt: null,
      callId: null,
    }))

  it('goes from who was asked over who is on duty and the heads to the last resort, each once', () => {
    expect(ladder).toEqual(['chen', 'duty', 'head', 'leader', '群主'])
    expect(ladderOf('head', { ...facts, lastResortId: 'leader' })).toEqual(['head', 'duty', 'leader'])
  })

  it('takes neither an offer that was not accepted nor an urge for telling', () => {
    const [notice] = told('head')
    expect(isCall(notice!, { ownerId: 'chen' })).toBe(true)
    expect(isCall({ ...notice!, why: 'urge' }, { ownerId: 'head' })).toBe(false)
    expect(isCall({ ...notice!, why: 'handOver' }, { ownerId: 'chen' })).toBe(false)
    expect(isCall({ ...notice!, why: 'handOver' }, { ownerId: 'head' })).toBe(true)
  })
})
