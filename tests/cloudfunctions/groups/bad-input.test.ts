/** What a careless or a clever phone sends: a clear sentence, and nothing of it in the group. */
import tcb from '@cloudbase/node-sdk'
import type { Answer } from '../../../miniprogram/domain/contract/envelope'
import { sentenceFor } from '../../../miniprogram/domain/errors'
import { PICTURE_BYTES_MAX } from '../../../miniprogram/domain/messages'
import { aGroup, fresh, type TestGroup } from '../../support/factories'
import { uploadAs } from '../../support/uploads'
import { START, startWorld, type World } from '../../support/world'
import { talkIn } from './talk'

let world: World
beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world.stop())

const { send, sent, read } = talkIn(() => world)

const sentenceOf = (answer: Answer<unknown>) => (answer.ok ? '' : sentenceFor(answer.code, answer.facts))
const texts = async (group: TestGroup) =>
  (await read(group, group.lawyer)).messages.map((message) => message.text)

const JPEG_START = Buffer.from('ffd8ffe0', 'hex')
const uploaded = async ({ merchant }: TestGroup, bytes: Buffer) => {
  const fileId = await uploadAs(world, merchant.openid, `chat/${fresh('picture')}`, bytes)
  return { pictures: [{ fileId, width: 4, height: 3 }] }
}

it('5,000 or 50,000 characters, though 2,000 go out', async () => {
  const group = await aGroup(world)
  for (const length of [5_000, 50_000]) {
    const answer = await send(group, group.merchant, '字'.repeat(length))
    expect(answer).toMatchObject({ ok: false, code: 'TEXT_TOO_LONG' })
    expect(sentenceOf(answer)).toBe('内容太长了，最多 2000 个字')
  }
  expect(await texts(group)).toEqual([])
  await sent(group, group.merchant, '字'.repeat(2000))
  expect(await texts(group)).toEqual(['字'.repeat(2000)])
})

it('a picture over 10 MB: storage does not take it from a phone, and no message takes it from storage', async () => {
  const group = await aGroup(world)
  const tooBig = Buffer.alloc(PICTURE_BYTES_MAX + 1)
  JPEG_START.copy(new Uint8Array(tooBig.buffer, tooBig.byteOffset, tooBig.length))
  await expect(uploaded(group, tooBig)).rejects.toThrow('EntityTooLarge')
  const { envId: env, secretId, secretKey, adminUrl: serviceUrl } = world.cloud
  const admin = tcb.init({ env, secretId, secretKey, serviceUrl })
  const cloudPath = `chat/${fresh('picture')}`
  const { fileID: fileId } = await admin.uploadFile({ cloudPath, fileContent: tooBig })
  const pictures = [{ fileId, width: 4, height: 3 }]
  const answer = await send(group, group.merchant, '看图', { pictures })
  expect(sentenceOf(answer)).toBe('图片太大了，一张最多 10 MB')
  expect(await texts(group)).toEqual([])
  await sent(group, group.merchant, '看图', await uploaded(group, tooBig.subarray(0, -1)))
})

it('a picture that is none, whatever it is called', async () => {
  const group = await aGroup(world)
  const answer = await send(group, group.merchant, '看图', await uploaded(group, Buffer.from('%PDF-1.7')))
  expect(sentenceOf(answer)).toBe('有一个文件不是图片，请换一张')
  expect(await texts(group)).toEqual([])
})

it('the id of another’s message', async () => {
  const [group, other] = [await aGroup(world), await aGroup(world)]
  const { messageId } = await sent(group, group.official, '我的话')
  const moveId = fresh('move')
  const recalled = await world.call(group.merchant.openid, 'groups', 'recallMessage', { messageId, moveId })
  expect(sentenceOf(recalled)).toBe('您没有这里的权限，可以问问群主或工作人员')
  const elsewhere = await send(other, other.merchant, '我来回应', { answersMessageId: messageId })
  expect(sentenceOf(elsewhere)).toBe('没有找到，可能已经撤下了')
  expect(await texts(group)).toEqual(['我的话'])
  expect(await texts(other)).toEqual([])
})

it('a mention of a stranger', async () => {
  const [group, other] = [await aGroup(world), await aGroup(world)]
  const asking = { mentionIds: [other.official.personId] }
  expect(sentenceOf(await send(group, group.merchant, '问一下', asking))).toBe('不能 @这位，请换一位')
  expect(await texts(group)).toEqual([])
})

it('a phone whose clock is a year ahead: order and times are the cloud’s', async () => {
  const group = await aGroup(world)
  const { conversationId, merchant, official } = group
  world.cloud.clock.set(START + 1000)
  await sent(group, official, '第一句')
  const ahead = { draftId: fresh('draft'), conversationId, text: '明年的话', mentionIds: [] }
  const input = { ...ahead, at: START + 365 * 24 * 60 * 60 * 1000 }
  const answer = await world.call(merchant.openid, 'groups', 'sendMessage', input)
  expect(sentenceOf(answer)).toBe('填写的内容不对，请改一改再试')
  world.cloud.clock.set(START + 2000)
  await sent(group, merchant, '第二句')
  world.cloud.clock.set(START + 3000)
  await sent(group, official, '第三句')
  const { messages } = await read(group, group.lawyer)
  expect(messages.map(({ text, at }) => [text, at - START])).toEqual([
    ['第一句', 1000],
    ['第二句', 2000],
    ['第三句', 3000],
  ])
})
