import type { LocalCloud } from '../../../local/cloud/index'
import { aCloud, aFolder, aPhone, cleanUp, FUNCTIONS } from './support'
import { cpSync, rmSync } from 'node:fs'
import { join } from 'node:path'

let cloud: LocalCloud
const shop = async (data: object, openid = 'anna') => (await cloud.callFunction('shop', data, openid)).result

beforeAll(async () => {
  cloud = await aCloud({ functionsDir: FUNCTIONS })
})
afterAll(cleanUp)

describe('security.msgSecCheck', () => {
  it.each([
    ['今天天气很好', 'pass', 100],
    ['一句违规示例的话', 'risky', 20006],
    ['一句待审示例的话', 'review', 21000],
  ])('judges %s', async (content, suggest, label) => {
    expect(await shop({ story: 'check', content })).toMatchObject({ errCode: 0, result: { suggest, label } })
  })

  it.each([
    ['a stranger', { content: 'x', openid: 'who-is-this' }, 40003],
    ['an unknown scene', { content: 'x', scene: 9 }, 40129],
    ['too long a text', { content: '长'.repeat(2501) }, 45002],
    ['no answer in time', { content: '超时示例' }, -604102],
  ])('refuses %s', async (_what, input, errCode) => {
    expect(await shop({ story: 'check', ...input })).toMatchObject({ errCode })
  })
})

describe('phonenumber.getPhoneNumber', () => {
  const aCode = async () => (await aPhone(cloud, 'anna').call('/client/phone-code', {})).code as string

  it('tells the number behind a code once, the same for the same person', async () => {
    const [first, second] = [await aCode(), await aCode()]
    const answer = (await shop({ story: 'phone', code: first })) as { phoneInfo: { purePhoneNumber: string } }
    expect(answer.phoneInfo.purePhoneNumber).toMatch(/^17000\d{6}$/)
    expect(await shop({ story: 'phone', code: second })).toMatchObject({ phoneInfo: answer.phoneInfo })
    expect(await shop({ story: 'phone', code: first })).toMatchObject({ errCode: 40029 })
  })

  it('knows a code for five minutes', async () => {
    const code = await aCode()
    cloud.clock.advance(5 * 60_000)
    expect(await shop({ story: 'phone', code })).toMatchObject({ errCode: 40029 })
    cloud.clock.set(Date.now())
  })
})

it('says so when an API is unknown or the function has no permission', async () => {
  expect(await shop({ story: 'forbidden' })).toMatchObject({ errCode: -604100 })
  const functionsDir = aFolder()
  cpSync(join(FUNCTIONS, 'shop'), join(functionsDir, 'shop'), { recursive: true })
  rmSync(join(functionsDir, 'shop/config.json'))
  const nodeModules = join(__dirname, '../../../node_modules')
  const strict = await aCloud({ functionsDir, functionEnv: { NODE_PATH: nodeModules } })
  const { result } = await strict.callFunction('shop', { story: 'check', content: 'x' }, 'anna')
  expect(result).toMatchObject({ errCode: -604101 })
})
