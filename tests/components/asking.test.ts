/** @jest-environment node */
/** Whom a message asks: found by pinyin, units with who is on duty, and what is said of the night. */
import { choicesOf, UNITS } from '../../miniprogram/components/ask-picker/choices'
import type { Member } from '../../miniprogram/domain/contract/groups'
import { askedBy } from '../../miniprogram/packages/groups/chat/asked-bar/asked-by'
import { nightOffer } from '../../miniprogram/packages/groups/chat/asked-bar/night'
import { messageOf } from '../../miniprogram/packages/groups/chat/composer/message-of'
import { newDraft, readDraft } from '../../miniprogram/services/drafts'

const member = (personId: string, name: string, searchKey: string, mentionable = true) =>
  ({
    personId,
    name,
    role: mentionable ? '律师' : '企业',
    organisation: '示例所',
    mentionable,
    searchKey,
  }) as Member
const members = [
  member('me', '示例·我', 'shiliwo'),
  member('p1', '示例·陈律师', 'shilichenlvshi slcls'),
  member('p2', '示例·周律师', 'shilizhoulvshi slzls'),
  member('p3', '示例·王掌柜', 'shiliwangzhanggui', false),
]
const unit = {
  unitId: 'u1',
  name: '应急管理办',
  reaches: '示例·徐主任',
  onDuty: true,
  searchKey: 'yingjiguanliban yjglb',
}
const found = (role: string, words: string) =>
  choicesOf({ members, units: [unit] }, 'me', role, words).shown.map(({ id }) => id)

describe('the picker', () => {
  it('finds people and units by name, pinyin and initials', () => {
    expect(found('', '')).toEqual(['p1', 'p2'])
    expect(found('', 'zhou')).toEqual(['p2'])
    expect(found('', 'SLC')).toEqual(['p1'])
    expect(found('', 'yjglb')).toEqual(['u1'])
    expect(found('', '应急')).toEqual(['u1'])
    expect(found(UNITS, '')).toEqual(['u1'])
  })

  it('says of a unit whom it reaches now', () => {
    const line = (facts: object) =>
      choicesOf({ members: [], units: [{ ...unit, ...facts }] }, 'me', UNITS, '').shown[0]!.line
    expect(line({})).toBe('现在值班 示例·徐主任')
    expect(line({ onDuty: false })).toBe('现在没人值班，会找 示例·徐主任')
    expect(line({ reaches: '' })).toBe('值班的人会收到')
  })
})

describe('at night', () => {
  const asking = { night: { from: 22 * 60, to: 8 * 60 + 30 }, units: [unit] }
  const asked = [
    { kind: 'person' as const, id: 'p1', name: '示例·陈律师' },
    { kind: 'unit' as const, id: 'u1', name: '应急管理办' },
  ]
  const at = (hour: number) => Date.UTC(2026, 3, 13, hour - 8)

  it('the morning is offered, and who would be woken', () => {
    expect(nightOffer(asked, asking, at(27))).toEqual({
      morning: '明早 8:30',
      wakes: '示例·陈律师、示例·徐主任',
    })
    expect(nightOffer(asked, asking, at(15))).toBeNull()
    expect(nightOffer([], asking, at(27))).toBeNull()
  })

  it('by the hours of the group', () => {
    expect(nightOffer(asked, { ...asking, night: { from: 23 * 60, to: 420 } }, at(22.5))).toBeNull()
    expect(nightOffer(asked, { ...asking, night: { from: 23 * 60, to: 420 } }, at(30))?.morning).toBe(
      '明早 7:00',
    )
  })
})

describe('what is sent', () => {
  const draft = {
    ...newDraft(),
    draftId: 'd',
    text: ' 停电了 ',
    asked: [
      { kind: 'person' as const, id: 'p1', name: '一' },
      { kind: 'unit' as const, id: 'u1', name: '二' },
    ],
  }
  const plain = { toAll: false, canWait: false }

  it('names persons and units apart, and leaves out what is not said', () => {
    expect(messageOf({ ...draft, asked: [] }, 'c', plain)).toEqual({
      draftId: 'd',
      conversationId: 'c',
      text: '停电了',
      mentionIds: [],
    })
    expect(messageOf(draft, 'c', plain)).toMatchObject({ mentionIds: ['p1'], unitIds: ['u1'] })
  })

  it('不用回应 leaves no clock to wait for and nobody to answer each', () => {
    const thanks = messageOf({ ...draft, askEach: true, noAnswerNeeded: true }, 'c', {
      ...plain,
      canWait: true,
    })
    expect(thanks).toMatchObject({ noAnswerNeeded: true })
    expect(thanks).not.toHaveProperty('canWait')
    expect(thanks).not.toHaveProperty('askEach')
    expect(messageOf({ ...draft, askEach: true }, 'c', plain)).toMatchObject({ askEach: true })
    const one = { ...draft, askEach: true, asked: draft.asked.slice(0, 1) }
    expect(messageOf(one, 'c', plain)).not.toHaveProperty('askEach')
  })

  it('is shown by the names this phone knows until it is out', () => {
    const input = { mentionIds: ['p1', 'px'], unitIds: ['u1'] }
    expect(askedBy(input, members, [unit]).map(({ name }) => name)).toEqual([
      '示例·陈律师',
      '这位',
      '应急管理办',
    ])
  })
})

it('a draft kept by an older version loses whom it asked, not its words', () => {
  const kept = {
    draftId: 'old',
    text: '写了一半',
    asked: [{ personId: 'p1', name: '示例·陈律师' }],
    answers: null,
  }
  Object.assign(globalThis, { wx: { getStorageSync: () => kept } })
  expect(readDraft('c')).toMatchObject({ draftId: 'old', text: '写了一半', asked: [], pictures: [] })
})
