import { parseAreas } from '../../miniprogram/domain/areas'
import { isErrorCode, sentenceFor, type ErrorCode } from '../../miniprogram/domain/errors'
import { inboxIdOf, maskPhone } from '../../miniprogram/domain/people'
import { can } from '../../miniprogram/domain/permissions'
import {
  postmarkDate,
  sayDate,
  sayTime,
  sayTimeLeft,
  startOfShanghaiDay,
} from '../../miniprogram/domain/times'

// 2026-11-22 15:04 in Shanghai
const NOW = Date.UTC(2026, 10, 22, 7, 4)
const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE

describe('times as people say them, in Shanghai', () => {
  it.each([
    [NOW, '今天 15:04'],
    [Date.UTC(2026, 10, 21, 16, 0), '今天 00:00'], // already today in Shanghai, still yesterday in UTC
    [Date.UTC(2026, 10, 21, 15, 59), '昨天 23:59'],
    [NOW + DAY, '明天 15:04'],
    [NOW - 40 * DAY, '10月13日 15:04'],
    [NOW - 400 * DAY, '2025年10月18日'],
  ])('%p is %s', (at, said) => {
    expect(sayTime(at, NOW)).toBe(said)
  })

  it('says what is left and what is over', () => {
    expect(sayTimeLeft(NOW + 12 * MINUTE, NOW)).toBe('还有 12 分钟')
    expect(sayTimeLeft(NOW - 5 * MINUTE, NOW)).toBe('已超 5 分钟')
    expect(sayTimeLeft(NOW + 3 * 60 * MINUTE, NOW)).toBe('还有 3 小时')
    expect(sayTimeLeft(NOW + 3 * DAY, NOW)).toBe('还有 3 天')
  })

  it('knows days, postmarks and where a day begins', () => {
    expect(sayDate(NOW)).toBe('11月22日')
    expect(postmarkDate(Date.UTC(2026, 10, 21, 16, 30))).toBe('2026.11.22')
    expect(startOfShanghaiDay(NOW)).toBe(Date.UTC(2026, 10, 21, 16))
    expect(startOfShanghaiDay(NOW, -1)).toBe(Date.UTC(2026, 10, 20, 16))
  })
})

describe('refusals', () => {
  it('become sentences with their facts and no exclamation', () => {
    expect(sentenceFor('ROUTE_NOT_OPEN', { opens: '4月13日' })).toBe('这条路线 4月13日 开放，到时候再来')
    expect(sentenceFor('CODE_FORGED')).toBe('这个打卡码不是真的，请扫点位上贴的那一张')
  })

  it('have closed codes', () => {
    expect(isErrorCode('NOT_MEMBER')).toBe(true)
    expect(isErrorCode('toString')).toBe(false)
    const code: ErrorCode = 'BUSY'
    expect(sentenceFor(code)).not.toMatch(/[!！]/)
  })
})

it('areas are read in their fixed order and unknown ones are an error', () => {
  expect(parseAreas(' rallies , groups')).toEqual(['groups', 'rallies'])
  expect(parseAreas('')).toEqual([])
  expect(() => parseAreas('groups,shop')).toThrow('unknown area: shop')
})

it('a phone number is masked', () => {
  expect(maskPhone('13812341234')).toBe('138****1234')
  expect(maskPhone('12345')).toBe('****')
  expect(inboxIdOf('p1')).toBe('inbox.p1')
})

describe('permissions', () => {
  const member = { state: 'active', role: '企业' } as const
  it('are no unless said otherwise', () => {
    expect(can('groups.read', { personId: 'a' })).toBe(false)
    expect(can('groups.send', { personId: 'a', member: { ...member, state: 'removed' } })).toBe(false)
    expect(can('groups.removeMember', { personId: 'a', member })).toBe(false)
    expect(can('obligations.move', { personId: 'a', ownerId: 'b' })).toBe(false)
    expect(can('obligations.move', { personId: 'a' })).toBe(false)
  })
  it('are given to those named', () => {
    expect(can('groups.send', { personId: 'a', member })).toBe(true)
    expect(can('groups.removeMember', { personId: 'a', member: { ...member, role: '群主' } })).toBe(true)
    expect(can('obligations.move', { personId: 'a', ownerId: 'a' })).toBe(true)
  })
})
