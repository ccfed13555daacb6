/** @jest-environment node */
/** What a bubble says: a card on its way, a picture in its check; and what sharing shows. */
import type { Member, MessageView } from '../../miniprogram/domain/contract/groups'
import { messageRow, waitingRow } from '../../miniprogram/packages/groups/chat/rows'
import { shareOf } from '../../miniprogram/packages/groups/chat/share'
import type { WaitingCall } from '../../miniprogram/services/waiting-calls'

const lawyer = { personId: 'p', name: '宋律师', role: '律师', organisation: '律所' } as Member
const input = { draftId: 'd', conversationId: 'c', text: '', mentionIds: [], cardOf: 'p' }
const call = (more: object = {}) => ({ id: 'd', input, refusal: null, ...more }) as unknown as WaitingCall
const refusal = { ok: false, code: 'NOT_FOUND', facts: {} }

it('shows whose card waits, also while the roster is not known', () => {
  expect(waitingRow(call(), [lawyer], '').card).toEqual({
    personId: 'p',
    name: '宋律师',
    role: '律师',
    organisation: '律所',
    conversationId: 'c',
  })
  expect(waitingRow(call(), [], '').card).toMatchObject({ name: '…' })
})

it('offers to rewrite words, and only to let a card go', () => {
  expect(waitingRow(call({ refusal }), [lawyer], '').waiting).toMatchObject({ failed: true, edit: false })
  const words = { ...input, text: '话', cardOf: undefined }
  expect(waitingRow(call({ refusal, input: words }), [], '').waiting).toMatchObject({ edit: true })
})

it('shares an @ by its id, anything else as the app itself, and never a picture of the chat', () => {
  const by = (dataset?: object) =>
    shareOf({ target: dataset && { dataset } } as unknown as WechatMiniprogram.Page.IShareAppMessageOption)
  expect(by({ share: 's' })).toMatchObject({ path: 'packages/groups/shared/shared?share=s' })
  expect(by()).toMatchObject({ path: 'pages/home/home' })
  for (const shared of [by({ share: 's' }), by()]) expect(shared.imageUrl).toBe('/images/share.png')
})

it('says after ten minutes that a picture is still being checked', () => {
  const checking = {
    messageId: 'm',
    at: 0,
    content: 'shown',
    mentions: [],
    pictures: [{ width: 4, height: 3, state: 'checking' }],
  } as unknown as MessageView
  const words = (now: number) => messageRow(checking, null, now).pictures[0]!.words
  expect(words(10 * 60_000 - 1)).toBe('图片检查中')
  expect(words(10 * 60_000)).toBe('还在检查，别人暂时看不到')
})
