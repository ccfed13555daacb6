/** @jest-environment node */
/** Which messages a report may hold, and what is said of them. */
import type { MessageView } from '../../miniprogram/domain/contract/groups'
import { reportable } from '../../miniprogram/packages/groups/chat/report-sheet/reportable'
import { reasonOf } from '../../miniprogram/packages/groups/chat/report-sheet/reasons'

const message = (messageId: string, senderId: string, content = 'shown') =>
  ({ messageId, senderId, content, mine: senderId === 'me', text: messageId }) as unknown as MessageView
const ids = (messages: MessageView[]) => messages.map(({ messageId }) => messageId)

it('takes those of the one person whose message was pressed', () => {
  const talk = [
    message('a1', 'a'),
    message('b1', 'b'),
    message('m1', 'me'),
    message('a2', 'a'),
    message('a3', 'a', 'recalled'),
  ]
  expect(ids(reportable(talk, 'a2'))).toEqual(['a1', 'a2'])
  expect(ids(reportable(talk, 'b1'))).toEqual(['b1'])
  expect(reportable(talk, 'm1')).toEqual([])
  expect(reportable(talk, 'a3')).toEqual([])
  expect(ids(reportable(talk, ''))).toEqual(['a1', 'a2'])
})

it('holds at most 20, with the pressed one among them', () => {
  const talk = Array.from({ length: 50 }, (_, index) => message(`a${index}`, 'a'))
  expect(ids(reportable(talk, 'a49'))[0]).toBe('a30')
  const old = ids(reportable(talk, 'a3'))
  expect(old).toHaveLength(20)
  expect(old).toContain('a3')
})

it('needs own words when nothing on the list fits', () => {
  expect(reasonOf('广告刷屏', ' ')).toBe('广告刷屏')
  expect(reasonOf('诈骗', ' 要我先转账 ')).toBe('诈骗：要我先转账')
  expect(reasonOf('其他', '')).toBe('')
  expect(reasonOf('', '就是不对')).toBe('就是不对')
})
