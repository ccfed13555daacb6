/** @jest-environment node */
/** What the long press of a message offers, and what was unread. */
import type { MessageView } from '../../miniprogram/domain/contract/groups'
import { choicesOf } from '../../miniprogram/packages/groups/chat/message-menu'
import { unreadOf } from '../../miniprogram/packages/groups/chat/unread'

const AT = 1_000_000
const message = (more: Partial<MessageView> = {}) =>
  ({
    messageId: 'm',
    senderId: 'other',
    order: 1,
    text: '话',
    content: 'shown',
    mine: false,
    mentions: [],
    at: AT,
    ...more,
  }) as unknown as MessageView
const offered = (given: MessageView, role = '企业', now = AT) =>
  choicesOf(given, {
    me: { personId: 'me', role },
    now,
    quote: () => undefined,
    report: () => undefined,
  }).map(({ label }) => label)

it('offers each reader what he may do', () => {
  expect(offered(message())).toEqual(['引用', '复制', '举报'])
  expect(offered(message(), '群主')).toEqual(['引用', '复制', '举报', '置顶', '撤下'])
  expect(offered(message({ senderId: 'me' }))).toEqual(['引用', '复制', '撤回'])
  expect(offered(message({ senderId: 'me' }), '企业', AT + 2 * 60_000 + 1)).toEqual(['引用', '复制'])
  expect(offered(message({ senderId: 'me', content: 'held' }))).toEqual(['复制', '撤回'])
  expect(offered(message({ content: 'recalled', text: '' }), '群主')).toEqual([])
})

it('counts as unread what lies behind the last place read and is not his own', () => {
  const asked = [{ mine: true, state: 'asked' }] as unknown as MessageView['mentions']
  const messages = [
    message({ messageId: 'a', order: 3, mentions: asked }),
    message({ messageId: 'b', order: 6 }),
    message({ messageId: 'c', order: 7, mine: true }),
    message({ messageId: 'd', order: 8, content: 'recalled' }),
    message({ messageId: 'e', order: 9 }),
  ]
  expect(unreadOf(messages, 5)).toEqual({ count: 2, firstId: 'b', askId: 'a' })
  expect(unreadOf(messages, 9)).toMatchObject({ count: 0, firstId: '' })
})
