import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { LocalCloud } from '../../../local/cloud/index'
import wxSdk from 'wx-server-sdk'
import { actAs, aFolder, cleanUp, nodeDatabase } from './support'
import { ask, aWeChat } from './wechat'

const MINUTE = 60_000
let cloud: LocalCloud
let pictures: Server
let host = ''
beforeAll(async () => {
  cloud = await aWeChat()
  pictures = createServer((request, response) => {
    if (request.url?.startsWith('/gone')) response.writeHead(403).end()
    else response.end(request.url?.startsWith('/inside') ? 'JFIF…待审示例…' : 'JFIF…')
  })
  await new Promise<void>((resolve) => pictures.listen(0, '127.0.0.1', resolve))
  host = `http://127.0.0.1:${(pictures.address() as AddressInfo).port}`
})
afterAll(async () => {
  await cleanUp()
  pictures.close()
})

describe('a person is known for two hours', () => {
  it('to both checks', async () => {
    cloud.env('early')
    const about = (content: string) => ({ version: 2, openid: 'early', scene: 2, content })
    cloud.clock.advance(119 * MINUTE)
    expect(await ask(cloud, 'security.msgSecCheck', about('好'))).toMatchObject({ errCode: 0 })
    cloud.clock.advance(2 * MINUTE)
    expect(await ask(cloud, 'security.msgSecCheck', about('好'))).toMatchObject({ errCode: 61010 })
    expect(await check({ openid: 'early' })).toMatchObject({ errCode: 61010 })
    cloud.env('early')
    expect(await ask(cloud, 'security.msgSecCheck', about('好'))).toMatchObject({ errCode: 0 })
  })
})

it('msgSecCheck says on demand what it is told to', async () => {
  const about = { version: 2, openid: 'anna', scene: 2, content: '好' }
  const told = []
  for (const how of ['review', 'risky', 'timeout', 'failure', null] as const) {
    cloud.breakOpenApi('security.msgSecCheck', how)
    const { errCode, result } = await ask(cloud, 'security.msgSecCheck', about)
    told.push((result as { suggest: string } | undefined)?.suggest ?? errCode)
  }
  expect(told).toEqual(['review', 'risky', -604102, -1, 'pass'])
})

const check = (args: object = {}) =>
  ask(cloud, 'security.mediaCheckAsync', {
    version: 2,
    openid: 'anna',
    scene: 2,
    mediaUrl: `${host}/tea.jpg`,
    mediaType: 2,
    ...args,
  })

describe('security.mediaCheckAsync', () => {
  it.each([
    ['version 1', { version: 1 }, 40097],
    ['no address', { mediaUrl: 'cloud://env.bucket/tea.jpg' }, 40097],
    ['a kind it does not know', { mediaType: 3 }, 40097],
    ['an unknown scene', { scene: 0 }, 40129],
    ['a stranger', { openid: 'nobody-ever' }, 40003],
    ['no answer in time', { mediaUrl: 'http://127.0.0.1/超时示例.jpg' }, -604102],
  ])('refuses %s', async (_what, args, errCode) => {
    expect(await check(args)).toMatchObject({ errCode })
  })

  it.each([
    ['a picture', '/tea.jpg', 'pass', 100],
    ['a name that is risky', `/${encodeURIComponent('违规示例')}.jpg`, 'risky', 20006],
    ['a file that needs review', '/inside.jpg', 'review', 21000],
  ])('pushes the result about %s as the platform’s event', async (_what, path, suggest, label) => {
    const { traceId } = await check({ mediaUrl: host + path })
    expect(await pushed(traceId)).toEqual([])
    cloud.clock.advance(3000)
    const [only] = await pushed(traceId, 1)
    expect(only).toMatchObject({ OPENID: 'anna', SOURCE: 'wx_unknown' })
    expect(only!.event).toEqual({
      ToUserName: 'gh_local',
      FromUserName: 'anna',
      CreateTime: Math.floor(cloud.clock.now() / 1000),
      MsgType: 'event',
      Event: 'wxa_media_check',
      appid: cloud.appId,
      trace_id: traceId,
      version: 2,
      detail: [{ strategy: 'content_model', errcode: 0, suggest, label, prob: 90 }],
      errcode: 0,
      errmsg: 'ok',
      result: { suggest, label },
    })
  })

  it('says so when the picture can no longer be had', async () => {
    const { traceId } = await check({ mediaUrl: `${host}/gone.jpg` })
    cloud.clock.advance(3000)
    const [only] = await pushed(traceId, 1)
    expect(only!.event).toMatchObject({ errcode: -1008, detail: [] })
    expect(only!.event).not.toHaveProperty('result')
  })

  it('fetches a stored picture by its link, if that lives long enough', async () => {
    actAs(cloud)
    wxSdk.init({ env: cloud.envId })
    const fileContent = Buffer.from('JFIF…违规示例…')
    const { fileID } = await wxSdk.uploadFile({ cloudPath: 'pictures/tea.jpg', fileContent })
    const link = async () => {
      const fileList = [{ fileID, maxAge: 600 }] as unknown as string[] // its typings know ids only
      const links = await wxSdk.getTempFileURL({ fileList })
      return links!.fileList[0]!.tempFileURL
    }
    const soon = await check({ mediaUrl: await link() })
    cloud.breakOpenApi('security.mediaCheckAsync', 'late')
    const late = await check({ mediaUrl: await link() })
    cloud.breakOpenApi('security.mediaCheckAsync', null)
    cloud.clock.advance(3000)
    expect((await pushed(soon.traceId, 1))[0]!.event).toMatchObject({ result: { suggest: 'risky' } })
    cloud.clock.advance(30 * MINUTE)
    expect((await pushed(late.traceId, 1))[0]!.event).toMatchObject({ errcode: -1008 })
  })

  it('survives a restart of the cloud', async () => {
    const dataDir = aFolder()
    const before = await aWeChat({ dataDir })
    before.env('anna')
    const { traceId } = await ask(before, 'security.mediaCheckAsync', { version: 2, openid: 'anna', scene: 2, mediaUrl: `${host}/tea.jpg`, mediaType: 2 }) // prettier-ignore
    await before.stop()
    const after = await aWeChat({ dataDir })
    after.clock.advance(3000)
    await pushed(traceId, 1, after)
  })

  it('can come twice, late, or never', async () => {
    const ids: unknown[] = []
    for (const how of ['twice', 'late', 'silent', null] as const) {
      cloud.breakOpenApi('security.mediaCheckAsync', how)
      ids.push((await check()).traceId)
    }
    const [twice, late, silent, plain] = ids
    cloud.clock.advance(3000)
    await pushed(plain, 1)
    expect(await pushed(twice, 2)).toHaveLength(2)
    expect(await pushed(late)).toEqual([])
    cloud.clock.advance(30 * MINUTE)
    await pushed(late, 1)
    expect(await pushed(silent)).toEqual([])
  })
})

interface Pushed {
  event: Record<string, unknown>
  OPENID: string
  SOURCE: string
}

/** What the function got about one check; waits until there are as many. */
async function pushed(traceId: unknown, count = 0, where = cloud): Promise<Pushed[]> {
  const collection = nodeDatabase(where).collection('pushed')
  for (;;) {
    const { data } = await collection.where({ 'event.trace_id': traceId }).get()
    if (data.length >= count) return data as Pushed[]
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}
