import { giftProgress, sayStock, voucherEndsAt } from '../../miniprogram/domain/gifts'

const points = [
  { pointId: 'a', routeId: 'r', name: '书廊', closed: false },
  { pointId: 'b', routeId: 'r', name: '花园', closed: false },
  { pointId: 'c', routeId: 'r', name: '茶铺', closed: false },
  { pointId: 'x', routeId: 's', name: '别处', closed: false },
]
const rule = { routeId: 'r', required: ['b'], atLeast: 2 }
const progress = (stamped: string[], closed: string[] = [], other = rule) =>
  giftProgress(
    other,
    points.map((point) => ({ ...point, closed: closed.includes(point.pointId) })),
    new Set(stamped),
    '乐活',
  )

describe('a gift’s rule', () => {
  it('needs the number and the required points, and says what is missing', () => {
    expect(progress([])).toEqual({
      ready: false,
      rule: '「乐活」盖 2 个点，其中要有「花园」',
      missing: '还差 2 个点，其中要有「花园」',
    })
    expect(progress(['a'])).toMatchObject({ ready: false, missing: '还差「花园」' })
    expect(progress(['a', 'c'])).toMatchObject({ ready: false, missing: '还差「花园」' })
    expect(progress(['b'])).toMatchObject({ ready: false, missing: '还差 1 个点' })
    expect(progress(['a', 'b'])).toMatchObject({ ready: true, missing: '' })
    expect(progress(['b', 'x'])).toMatchObject({ ready: false }) // another route's point does not count
  })

  it('waives a closed point, and never asks for more than can be reached', () => {
    expect(progress(['a', 'c'], ['b'])).toMatchObject({
      ready: true,
      rule: '「乐活」盖 2 个点（「花园」停办，不用盖）',
    })
    expect(progress(['b'], ['a', 'c'])).toMatchObject({ ready: true })
    expect(progress(['b'], ['b'])).toMatchObject({ ready: false, missing: '还差 1 个点' }) // had before it closed
    const whole = { routeId: 'r', required: [], atLeast: 3 }
    expect(progress([], [], whole).rule).toBe('「乐活」盖满 3 个点')
    expect(progress([], ['c'], whole).rule).toBe('「乐活」盖满 2 个点（「茶铺」停办，不用盖）')
  })

  it('of an event without points is never ready', () => {
    expect(giftProgress(rule, [], new Set())).toMatchObject({ ready: false })
  })
})

it('stock is told before walking', () => {
  const here = (left: number) => ({ name: '东门', left, metres: 0 })
  const west = { name: '西门', left: 5, metres: 304 }
  const far = { name: '北门', left: 9, metres: 1900 }
  expect(sayStock(here(12), [far, west])).toBe('此处还剩 12 份，最近的另一处 300 米')
  expect(sayStock(here(0), [far, { ...west, left: 0 }])).toBe('此处没有了，最近的另一处 1.9 公里，还剩 9 份')
  expect(sayStock(here(0), [])).toBe('此处没有了，别处也没有了')
  expect(sayStock(here(3), [{ ...west, metres: null }])).toBe('此处还剩 3 份，最近的另一处 在西门')
})

it('a voucher ends when its desk closes, unless the gift says minutes', () => {
  const hours = [
    { from: 0, to: 100 },
    { from: 200, to: 300 },
  ]
  expect(voucherEndsAt(hours, null, 50)).toBe(100)
  expect(voucherEndsAt(hours, null, 100)).toBe(300)
  expect(voucherEndsAt(hours, null, 300)).toBeNull()
  expect(voucherEndsAt(hours, 30, 300)).toBe(300 + 30 * 60_000)
})
