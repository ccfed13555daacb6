import { checkMentions, titleOf } from '../../miniprogram/domain/mentions'

const member = (personId: string, role: string, active = true) => ({
  personId,
  name: `示例·${personId}`,
  role,
  active,
})
const members = [
  member('wang', '企业'),
  member('chen', '科室负责人'),
  member('gone', '律师', false),
  member('li', '企业'),
]

describe('whom a message may ask', () => {
  it('keeps the ones allowed', () => {
    expect(checkMentions('wang', ['chen'], members)).toEqual({ asked: [members[1]] })
    expect(checkMentions('wang', [], members)).toEqual({ asked: [] })
  })

  it.each([
    ['someone who left', 'gone', '示例·gone'],
    ['a stranger', 'nobody', '这位'],
    ['a merchant, who answers for no unit', 'li', '示例·li'],
    ['oneself', 'wang', '自己'],
  ])('refuses %s loudly', (_who, personId, name) => {
    expect(checkMentions('wang', ['chen', personId], members)).toEqual({
      code: 'MENTION_REFUSED',
      facts: { name },
    })
  })

  it('refuses more than five', () => {
    expect(checkMentions('wang', ['1', '2', '3', '4', '5', '6'], members)).toEqual({
      code: 'MENTION_TOO_MANY',
      facts: { max: 5 },
    })
  })
})

it('the title is one line of at most 40 characters', () => {
  expect(titleOf('  门口\n路灯 坏了 ')).toBe('门口 路灯 坏了')
  expect(titleOf('字'.repeat(41))).toBe(`${'字'.repeat(39)}…`)
})
