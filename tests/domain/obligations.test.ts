import {
  isOpen,
  mayMove,
  MOVES,
  OBLIGATION_STATES,
  ownerOf,
  type MoveName,
  type ObligationState,
} from '../../miniprogram/domain/obligations'

const states = Object.keys(OBLIGATION_STATES) as ObligationState[]
const moves = Object.keys(MOVES) as MoveName[]

describe('an obligation', () => {
  it('moves out of a done state only when the asker says that it is not solved', () => {
    const out = states
      .filter((state) => !isOpen(state))
      .flatMap((state) => moves.filter((move) => mayMove(state, move)).map((move) => [state, move]))
    expect(out).toEqual([
      ['answered', 'reopen'],
      ['excused', 'reopen'],
    ])
  })

  it('can be answered, and released by another answer, from every open state', () => {
    for (const state of states.filter(isOpen)) {
      expect([state, mayMove(state, 'answer'), mayMove(state, 'release')]).toEqual([state, true, true])
    }
  })

  it('goes from asked to seen to acknowledged, not back', () => {
    expect(mayMove('asked', 'see')).toBe(true)
    expect(mayMove('seen', 'acknowledge')).toBe(true)
    expect(mayMove('acknowledged', 'see')).toBe(false)
    expect(mayMove('acknowledged', 'acknowledge')).toBe(false)
  })
})

describe('the one who owes the answer', () => {
  const unit = { kind: 'unit', id: 'unit-1', name: '营商环境办' } as const
  const everyone = { onDutyId: 'duty', standInId: 'stand-in', headId: 'head', lastResortId: 'owner' }

  it('is the person asked', () => {
    expect(ownerOf({ kind: 'person', id: 'chen', name: '示例·陈' }, everyone)).toBe('chen')
  })

  it('is, for a unit, who is on duty, else stand-in, else head, else the last resort', () => {
    expect(ownerOf(unit, everyone)).toBe('duty')
    expect(ownerOf(unit, { ...everyone, onDutyId: null })).toBe('stand-in')
    expect(ownerOf(unit, { ...everyone, onDutyId: null, standInId: null })).toBe('head')
    expect(ownerOf(unit, { ...everyone, onDutyId: null, standInId: null, headId: null })).toBe('owner')
  })
})
