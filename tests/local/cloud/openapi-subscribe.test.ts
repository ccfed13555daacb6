import type { LocalCloud } from '../../../local/cloud/index'
import { aFolder, aPhone, cleanUp } from './support'
import { ask, aWeChat, consents } from './wechat'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'

let cloud: LocalCloud
let people = 0
let person = ''
beforeAll(async () => {
  cloud = await aWeChat()
})
afterAll(cleanUp)
beforeEach(() => {
  person = `person-${++people}`
  cloud.env(person) // makes WeChat know this openid
})

const OWED = {
  thing1: { value: '回复青竹茶铺' },
  time2: { value: '2025年4月13日 15:04' },
  enum3: { value: '加急' },
}
const send = (args: object = {}) =>
  ask(cloud, 'subscribeMessage.send', { touser: person, templateId: 't-owed', data: OWED, ...args })

describe('credit', () => {
  it('is filled by one consent, used by one send, per person and template', async () => {
    await consents(cloud, person, 't-owed')
    cloud.env('another')
    expect(await send({ touser: 'another' })).toMatchObject({ errCode: 43101 })
    expect(await send({ templateId: 't-done', data: { thing1: { value: '办好了' } } })).toMatchObject({
      errCode: 43101,
    })
    expect(await send({ page: 'pages/me/me?from=notice' })).toMatchObject({ errCode: 0 })
    const refused = await send()
    expect(refused).toMatchObject({ errCode: 43101 })
    expect(refused.errMsg).toMatch(/user refuse to accept the msg rid: \w{8}-\w{8}-\w{8}/)
    expect(
      cloud.deliveries().filter((one) => one.channel === 'subscription' && one.openid === person),
    ).toEqual([
      {
        id: expect.any(Number),
        at: cloud.clock.now(),
        channel: 'subscription',
        openid: person,
        templateId: 't-owed',
        title: '待办提醒',
        lines: [
          { label: '事项', value: '回复青竹茶铺' },
          { label: '时间', value: '2025年4月13日 15:04' },
          { label: '等级', value: '加急' },
        ],
        page: 'pages/me/me?from=notice',
      },
    ])
  })

  it('adds up over consents, and a rejection adds nothing', async () => {
    await consents(cloud, person, 't-owed')
    await consents(cloud, person, 't-owed', 'reject')
    await consents(cloud, person, 't-owed')
    expect(cloud.subscriptionCredits(person, 't-owed')).toBe(2)
  })

  it('of a long-term template is not used up', async () => {
    await consents(cloud, person, 't-long')
    const long = { templateId: 't-long', data: { phrase1: { value: '已受理' } } }
    expect([(await send(long)).errCode, (await send(long)).errCode]).toEqual([0, 0])
  })

  it('is not used by a send that is refused, but by one whose answer is lost', async () => {
    await consents(cloud, person, 't-owed')
    await send({ data: {} })
    expect(cloud.subscriptionCredits(person, 't-owed')).toBe(1)
    cloud.breakOpenApi('subscribeMessage.send', 'lostAnswer')
    expect(await send()).toMatchObject({ errCode: -604102 })
    cloud.breakOpenApi('subscribeMessage.send', null)
    expect(cloud.subscriptionCredits(person, 't-owed')).toBe(0)
  })

  it('survives a restart', async () => {
    const dataDir = aFolder()
    const before = await aWeChat({ dataDir })
    await consents(before, 'anna', 't-owed')
    await before.stop()
    const after = await aWeChat({ dataDir })
    expect(after.subscriptionCredits('anna', 't-owed')).toBe(1)
  })
})

describe('refusals', () => {
  beforeEach(() => consents(cloud, person, 't-owed'))

  it.each([
    ['an unknown template', { templateId: 't-none' }, 40037],
    ['a stranger', { touser: 'nobody-ever' }, 40003],
    ['a page that is not in the app', { page: 'pages/none/none' }, 41030],
    ['a page with a leading slash', { page: '/pages/me/me' }, 41030],
    ['an unknown state', { miniprogramState: 'beta' }, 40097],
  ])('%s', async (_what, args, errCode) => {
    expect(await send(args)).toMatchObject({ errCode })
  })

  it.each([
    ['thing1', { ...OWED, thing1: { value: '长'.repeat(21) } }, 'data.thing1.value invalid'],
    ['thing1', { ...OWED, thing1: { value: '两\n行' } }, 'data.thing1.value invalid'],
    ['time2', { ...OWED, time2: { value: '' } }, 'data.time2.value is empty'],
    ['enum3', { ...OWED, enum3: { value: '特急' } }, 'data.enum3.value invalid'],
    ['thing9', { ...OWED, thing9: { value: '多' } }, 'data.thing9.value invalid'],
  ])('a value of %s, naming it', async (_field, data, text) => {
    const answer = await send({ data })
    expect(answer.errCode).toBe(47003)
    expect(answer.errMsg).toContain(`argument invalid! ${text}`)
  })

  it('on demand: busy, no answer, any error', async () => {
    const told = []
    for (const how of ['failure', 'timeout', { errcode: 43108 }] as const) {
      cloud.breakOpenApi('subscribeMessage.send', how)
      told.push((await send()).errCode)
    }
    cloud.breakOpenApi('subscribeMessage.send', null)
    expect(told).toEqual([-1, -604102, 43108])
    expect((await send()).errCode).toBe(0)
  })
})

describe('the phone is asked', () => {
  const question = (tmplIds: unknown) =>
    aPhone(cloud, person).call('/client/subscription-question', { tmplIds })

  it.each([
    ['nothing', [], 10001],
    ['no list', 't-owed', 10004],
    ['an unknown template', ['t-none'], 20001],
    ['one-time and long-term together', ['t-owed', 't-long'], 20002],
    ['four', ['t-owed', 't-owed', 't-owed', 't-owed'], 20003],
  ])('about %s', async (_what, tmplIds, errCode) => {
    expect(await question(tmplIds)).toMatchObject({ errCode })
  })

  it('once for two templates of one title', async () => {
    const { ask: asked, answers } = await question(['t-done', 't-done-again'])
    expect((asked as { id: string }[]).map(({ id }) => id)).toEqual(['t-done'])
    expect(answers).toEqual({ 't-done-again': 'filter' })
  })

  it('no more when the choice is kept, and each silent accept still adds a credit', async () => {
    await consents(cloud, person, 't-owed', 'accept', true)
    expect(await question(['t-owed'])).toEqual({ ask: [], answers: { 't-owed': 'accept' } })
    await consents(cloud, person, 't-owed')
    expect(cloud.subscriptionCredits(person, 't-owed')).toBe(2)
  })

  it('never while the main switch is off, and nothing reaches the phone then', async () => {
    await consents(cloud, person, 't-owed')
    await aPhone(cloud, person).call('/client/subscription-settings', { mainSwitch: false })
    expect(await question(['t-owed'])).toMatchObject({ errCode: 20004 })
    expect(await send()).toMatchObject({ errCode: 43101 })
    await aPhone(cloud, person).call('/client/subscription-settings', { mainSwitch: true })
    expect(await send()).toMatchObject({ errCode: 0 })
  })
})

it('refuses to start with templates that are wrong, naming what is', async () => {
  const folder = aFolder()
  const write = (templates: object) => {
    writeFileSync(join(folder, 'collections.json'), '{}')
    writeFileSync(join(folder, 'templates.json'), JSON.stringify(templates))
  }
  write([{ id: 'x', title: '某', kind: 'once', fields: [{ key: 'wish1', label: '愿' }] }])
  await expect(aWeChat({ configDir: folder })).rejects.toThrow('templates.json: template x: field wish1')
  write([{ id: 'x', title: '某', kind: 'daily', fields: [] }])
  await expect(aWeChat({ configDir: folder })).rejects.toThrow('kind must be once or long')
})
