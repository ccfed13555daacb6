import { HOLE_SETTLES_MS, settle } from '../../miniprogram/domain/changes'

const NOW = 1_800_000_000_000
const change = (n: number, age = 0) => ({ n, changedAt: NOW - age })

describe('settling the changes of a conversation', () => {
  it('follows numbers without a hole', () => {
    expect(settle(3, [change(4), change(5)], NOW)).toEqual({ cursor: 5, waiting: false })
  })

  it('keeps the cursor when nothing came', () => {
    expect(settle(7, [], NOW)).toEqual({ cursor: 7, waiting: false })
  })

  it('waits before a young hole, even when later changes are there', () => {
    expect(settle(3, [change(4), change(6, 500), change(7)], NOW)).toEqual({ cursor: 4, waiting: true })
  })

  it('still waits at exactly ten seconds and skips just after', () => {
    expect(settle(1, [change(3, HOLE_SETTLES_MS)], NOW)).toEqual({ cursor: 1, waiting: true })
    expect(settle(1, [change(3, HOLE_SETTLES_MS + 1)], NOW)).toEqual({ cursor: 3, waiting: false })
  })

  it('skips an old hole and waits at the next young one', () => {
    expect(settle(0, [change(2, 60_000), change(5, 10)], NOW)).toEqual({ cursor: 2, waiting: true })
  })

  it('never moves backwards', () => {
    expect(settle(9, [change(9), change(8)], NOW).cursor).toBe(9)
  })
})
