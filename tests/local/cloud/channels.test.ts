import type { LocalCloud } from '../../../local/cloud/index'
import { aCloud, cleanUp } from './support'

let cloud: LocalCloud
beforeAll(async () => {
  cloud = await aCloud({ clock: { frozen: true } })
})
afterAll(cleanUp)

async function post(path: string, body: unknown): Promise<Record<string, unknown>> {
  const answer = await fetch(cloud.url + path, { method: 'POST', body: JSON.stringify(body) })
  return { status: answer.status, ...((await answer.json()) as Record<string, unknown>) }
}
const read = async (path: string) => (await (await fetch(cloud.url + path)).json()) as unknown

describe('the group robot', () => {
  const KEY = '693a91f6-7eac-4bc4-97a0-0ec2bed75a0e'
  const say = (content: string, key = KEY) =>
    post(`/channels/robot?key=${key}`, { msgtype: 'text', text: { content } })

  it('takes twenty a minute by the cloud’s clock', async () => {
    for (let n = 1; n <= 20; n++) expect(await say(`第 ${n} 条`)).toMatchObject({ errcode: 0, errmsg: 'ok' })
    expect(await say('第 21 条')).toMatchObject({ status: 200, errcode: 45009 })
    expect(await say('别的群', 'aaaaaaaa-7eac-4bc4-97a0-0ec2bed75a0e')).toMatchObject({ errcode: 0 })
    cloud.clock.advance(59_000)
    expect(await say('还不行')).toMatchObject({ errcode: 45009 })
    cloud.clock.advance(1_000)
    expect(await say('又行了')).toMatchObject({ errcode: 0 })
  })

  it.each([
    ['an unknown key', '/channels/robot?key=wrong', { msgtype: 'text', text: { content: 'x' } }, 93000],
    ['no key', '/channels/robot', { msgtype: 'text', text: { content: 'x' } }, 93000],
    ['an unknown type', `/channels/robot?key=${KEY}`, { msgtype: 'song' }, 40008],
    ['nothing to say', `/channels/robot?key=${KEY}`, { msgtype: 'text', text: { content: '' } }, 44004],
    [
      'over 2048 bytes',
      `/channels/robot?key=${KEY}`,
      { msgtype: 'text', text: { content: '字'.repeat(683) } },
      40058,
    ],
  ])('refuses %s', async (_what, path, message, errcode) => {
    expect(await post(path, message)).toMatchObject({ errcode })
  })
})

describe('SMS and voice', () => {
  it('keep what they took and what they refused', async () => {
    const taken = await post('/channels/sms', { phone: '17000000001', text: '有新诉求 #7' })
    expect(taken).toMatchObject({ status: 'accepted', id: expect.any(String) })
    expect(await post('/channels/sms', { phone: '草堂', text: 'x' })).toMatchObject({ status: 'failed', reason: 'invalid phone' }) // prettier-ignore
    cloud.breakChannel('sms', 'refuse')
    expect(await post('/channels/sms', { phone: '17000000001', text: 'x' })).toMatchObject({
      status: 'failed',
    })
    cloud.breakChannel('sms', null)
    const kept = cloud.deliveries().filter(({ channel }) => channel === 'sms')
    expect(kept.map((one) => 'status' in one && one.status)).toEqual(['accepted', 'failed', 'failed'])
    expect(await read('/admin/deliveries')).toEqual(cloud.deliveries())
  })

  it('ring for thirty seconds, unless answered or declined', async () => {
    const ring = async () =>
      (await post('/channels/voice', { phone: '17000000001', text: '请回应' })).id as string
    const state = async (id: string) => ((await read(`/channels/voice/${id}`)) as { call: string }).call
    const [answered, declined, missed] = [await ring(), await ring(), await ring()]
    expect(await state(answered)).toBe('ringing')
    expect(cloud.answerCall(Number(answered), 'answered')).toBe(true)
    expect(cloud.answerCall(Number(answered), 'declined')).toBe(false)
    expect(await post('/admin/call', { id: declined, how: 'declined' })).toMatchObject({ changed: true })
    cloud.clock.advance(30_000)
    expect([await state(answered), await state(declined), await state(missed)]).toEqual([
      'answered',
      'declined',
      'missed',
    ])
    expect(cloud.answerCall(Number(missed), 'answered')).toBe(false)
  })

  it('can be out of reach, or do it and lose the answer', async () => {
    const count = () => cloud.deliveries().filter(({ channel }) => channel === 'sms').length
    const before = count()
    const sent = { phone: '17000000001', text: 'x' }
    await post('/admin/channel', { channel: 'sms', how: 'unreachable' })
    await expect(post('/channels/sms', sent)).rejects.toThrow()
    expect(count()).toBe(before)
    await post('/admin/channel', { channel: 'sms', how: 'lostAnswer' })
    await expect(post('/channels/sms', sent)).rejects.toThrow()
    expect(count()).toBe(before + 1)
    await post('/admin/channel', { channel: 'sms', how: null })
    expect(await post('/admin/channel', { channel: 'fax', how: null })).toMatchObject({ status: 400 })
    expect(await post('/admin/call', { id: 1, how: 'sung' })).toMatchObject({ status: 400 })
    const noJson = await fetch(`${cloud.url}/channels/sms`, { method: 'POST', body: '{' })
    expect([noJson.status, (await noJson.json()) as object]).toMatchObject([400, { code: 'INVALID_PARAM' }])
  })
})
