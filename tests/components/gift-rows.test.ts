/** Gifts as people read them, and what a desk and a post see after a scan. */
import type { DeskStock, GiftView, Voucher } from '../../miniprogram/domain/contract/rallies/gifts'
import { desksInOrder, giftRow } from '../../miniprogram/packages/rallies/gifts/gift-rows'
import { giftVerdict } from '../../miniprogram/packages/rallies/desk/verdicts'
import { stampVerdict } from '../../miniprogram/packages/rallies/post/verdicts'

const NOW = Date.UTC(2026, 3, 13, 2)
const HERE = { latitude: 30.69, longitude: 104.13 }

function desk(name: string, left: number, metres: number): DeskStock {
  const position = { ...HERE, latitude: HERE.latitude + metres / 111_195 }
  return { deskId: name, name, place: '示例路', left, position, closesAt: NOW + 3_600_000 }
}
const gift = (more: Partial<GiftView>): GiftView => ({
  giftId: 'g',
  name: '书签',
  detail: '',
  rule: '「乐活社区」盖 3 个点',
  state: 'ready',
  missing: '',
  desks: [],
  voucher: null,
  ...more,
})
const voucher = (more: Partial<Voucher>): Voucher => ({
  claimId: 'c',
  giftId: 'g',
  giftName: '书签',
  number: '12345678',
  code: 'V.12345678',
  deskId: 'd',
  deskName: '甲台',
  deskPlace: '',
  state: 'open',
  expiresAt: NOW + 3_600_000,
  usedAt: null,
  usedDesk: null,
  ...more,
})

it('sends to the nearest desk that has some, and says how far the other is', () => {
  const desks = [desk('空台', 0, 10), desk('远台', 9, 600), desk('近台', 12, 300)]
  expect(desksInOrder(desks, HERE).map(({ name }) => name)).toEqual(['近台', '远台', '空台'])
  expect(giftRow(gift({ desks }), HERE, NOW).stock).toBe('此处还剩 12 份，最近的另一处 300 米')
})

it('says so when none is left anywhere, and when nothing was laid out yet', () => {
  expect(giftRow(gift({ desks: [desk('空台', 0, 10)] }), HERE, NOW).stock).toBe('此处没有了，别处也没有了')
  expect(giftRow(gift({}), null, NOW).stock).toContain('还没有备货')
})

it('offers a gift again when its voucher ran out before the timer came, and never a used one', () => {
  const had = (more: Partial<Voucher>) => giftRow(gift({ state: 'had', voucher: voucher(more) }), null, NOW)
  expect(had({}).state).toBe('had')
  expect(had({}).voucherWords).toContain('1234-5678')
  expect(had({ expiresAt: NOW }).state).toBe('ready')
  const used = had({ state: 'used', usedAt: NOW - 60_000, usedDesk: '甲台' })
  expect([used.state, used.voucherWords]).toEqual(['had', '今天 09:59 在甲台领过了'])
})

describe('a desk', () => {
  const given = { giftName: '书签', usedAt: NOW - 3_600_000, usedDesk: '甲台' }
  it('reads one huge word', () => {
    const yes = giftVerdict({ ok: true, data: { ...given, outcome: 'given' } }, NOW, '')
    expect(yes).toEqual({ kind: 'yes', title: '发放', sentence: '书签' })
  })
  it('is told where and when it was used', () => {
    const no = giftVerdict({ ok: true, data: { ...given, outcome: 'usedBefore' } }, NOW, '')
    expect(no).toEqual({ kind: 'no', title: '领过了', sentence: '今天 09:00 在甲台领过了书签' })
  })
  it('gives nothing without a network and says what to write down', () => {
    const kept = giftVerdict({ ok: false, code: 'OFFLINE', facts: {} }, NOW, '券号 1234-5678')
    expect([kept.kind, kept.title]).toEqual(['kept', '先别发'])
    expect(kept.sentence).toContain('请记下：券号 1234-5678')
  })
})

it('a post says the count aloud, keeps what has no network, and gives the reason for a refusal', () => {
  const done = (stamped: number, already = false) =>
    stampVerdict({ ok: true, data: { already, stamped, pointCount: 6 } })
  expect(done(4)).toMatchObject({ title: '盖好了', sentence: '一共 4 个，还差 2 个' })
  expect(done(6, true)).toMatchObject({ title: '盖过了', sentence: '6 个都盖齐了，可以去领礼物' })
  expect(stampVerdict({ ok: false, code: 'OFFLINE', facts: {} }).kind).toBe('kept')
  expect(stampVerdict({ ok: false, code: 'SHIFT_NOT_ON', facts: {} })).toMatchObject({
    kind: 'no',
    title: '没盖上',
  })
})
