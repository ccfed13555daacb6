/** @jest-environment node */
import type { MessageView } from '../../miniprogram/domain/contract/groups'
import { mergeMessages, newestStart, WINDOW } from '../../miniprogram/packages/groups/chat/message-log'
import { typedMention } from '../../miniprogram/packages/groups/chat/composer/typed-mention'

const message = (order: number, n = order, text = `第${order}条`) =>
  ({ messageId: `m${order}`, order, n, text }) as MessageView

it('sorts by place, not by when a change arrived', () => {
  const merged = mergeMessages([message(1), message(3)], [message(2)])
  expect(merged.map((each) => each.order)).toEqual([1, 2, 3])
})

it('keeps the newer copy when an older one arrives late', () => {
  const known = [message(1, 9, '新')]
  expect(mergeMessages(known, [message(1, 4, '旧')])[0]!.text).toBe('新')
  expect(mergeMessages(known, [message(1, 10, '更新')])[0]!.text).toBe('更新')
})

it('shows a window that ends with the newest', () => {
  expect(newestStart(10)).toBe(0)
  expect(newestStart(WINDOW + 7)).toBe(7)
})

it('takes a typed @ as the wish to ask someone, wherever it is typed', () => {
  expect(typedMention('你好', '你好@', 3)).toBe('你好')
  expect(typedMention('你好', '@你好', 1)).toBe('你好')
  expect(typedMention('你好', '你＠好', 2)).toBe('你好')
  expect(typedMention('你好', '你好啊', 3)).toBeNull()
  expect(typedMention('', 'a@b.cn', 6)).toBeNull() // pasted
})
