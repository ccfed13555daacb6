import { inflateSync } from 'node:zlib'
import { encode } from 'uqr'
import type { LocalCloud } from '../../../local/cloud/index'
import { readCodeText } from '../../../local/cloud/openapi/mini-program-code'
import { cleanUp } from './support'
import { ask, aWeChat } from './wechat'

let cloud: LocalCloud
beforeAll(async () => {
  cloud = await aWeChat()
})
afterAll(cleanUp)

/** Width of a PNG, and whether the pixel at x, y is dark. */
function readPng(base64: string) {
  const png = Buffer.from(base64, 'base64')
  expect(png.subarray(1, 4).toString()).toBe('PNG')
  const width = png.readUInt32BE(16)
  const at = png.indexOf('IDAT')
  const rows = inflateSync(new Uint8Array(png.subarray(at + 4, at + 4 + png.readUInt32BE(at - 4))))
  const stride = 1 + Math.ceil(width / 8)
  return { width, dark: (x: number, y: number) => !((rows[y * stride + 1 + (x >> 3)]! >> (7 - (x & 7))) & 1) }
}

it.each([
  ['wxacode.getUnlimited', { scene: 'p=Ab12~x', page: 'packages/far/detail/detail', width: 600 }, 'packages/far/detail/detail', 'scene=p%3DAb12~x', 600], // prettier-ignore
  ['wxacode.getUnlimited', { scene: 'a' }, 'pages/home/home', 'scene=a', 430],
  ['wxacode.get', { path: 'pages/me/me?from=paper' }, 'pages/me/me', 'from=paper', 430],
])('%s draws %o', async (api, args, path, query, width) => {
  const answer = await ask(cloud, api, args)
  expect(answer).toMatchObject({ errCode: 0, contentType: 'image/png' })
  const picture = readPng(String(answer.buffer))
  const text = `weapp://${cloud.appId}/${path}?${query}`
  expect(readCodeText(text)).toEqual({ path, query })
  const { data, size } = encode(text, { ecc: 'M', border: 4 })
  const module = Math.floor(width / size)
  const edge = Math.floor((width - module * size) / 2)
  const middle = (at: number) => edge + at * module + (module >> 1)
  expect(picture.width).toBe(width)
  expect(data.map((row, y) => row.map((_, x) => picture.dark(middle(x), middle(y))))).toEqual(data)
})

it.each([
  ['no scene', {}, 40169],
  ['33 characters', { scene: 'x'.repeat(33) }, 40169],
  ['a per cent sign', { scene: 'a%20b' }, 40169],
  ['Chinese', { scene: '草堂' }, 40169],
  ['a page that is not in the app', { scene: 'a', page: 'pages/none/none' }, 41030],
  ['a page with a leading slash', { scene: 'a', page: '/pages/me/me' }, 41030],
  ['a page with parameters', { scene: 'a', page: 'pages/me/me?x=1' }, 41030],
  ['too small a picture', { scene: 'a', width: 100 }, 40097],
  ['an unknown version', { scene: 'a', envVersion: 'beta' }, 40097],
])('getUnlimited refuses %s', async (_what, args, errCode) => {
  expect(await ask(cloud, 'wxacode.getUnlimited', args)).toMatchObject({ errCode })
})

it('draws a page that is not released yet when told not to check', async () => {
  const args = { scene: 'a', page: 'pages/none/none', checkPath: false }
  expect(await ask(cloud, 'wxacode.getUnlimited', args)).toMatchObject({ errCode: 0 })
})

it.each([
  'security.msgSecCheck',
  'security.mediaCheckAsync',
  'subscribeMessage.send',
  'wxacode.getUnlimited',
  'wxacode.get',
  'phonenumber.getPhoneNumber',
])('%s needs its permission in config.json', async (api) => {
  expect(await ask(cloud, api, { scene: 'a' }, 'anna', 'bare')).toMatchObject({ errCode: -604101 })
})
