import { join } from 'node:path'
import type { CloudOptions, LocalCloud } from '../../../local/cloud/index'
import { aCloud, aPhone } from './support'

const WECHAT = join(__dirname, 'fixtures/wechat')

/** A frozen cloud with templates, pages and a function that gets pushed events. */
export const aWeChat = (options: CloudOptions = {}): Promise<LocalCloud> =>
  aCloud({
    configDir: WECHAT,
    appJson: join(WECHAT, 'app.json'),
    functionsDir: join(__dirname, 'fixtures/wechat-functions'),
    clock: { frozen: true },
    ...options,
  })

/** What an open API answers a function, asked as `openid` through the real SDK. */
export async function ask(cloud: LocalCloud, api: string, args: object, openid = 'anna', name = 'api') {
  const { result } = await cloud.callFunction(name, { api, args }, openid)
  return result as Record<string, unknown> & { errCode: number; errMsg: string }
}

/** A person taps, and answers the question about one template. */
export async function consents(
  cloud: LocalCloud,
  openid: string,
  template: string,
  choice = 'accept',
  keep = false,
) {
  const phone = aPhone(cloud, openid)
  const question = await phone.call('/client/subscription-question', { tmplIds: [template] })
  const answers = Object.fromEntries((question.ask as { id: string }[]).map(({ id }) => [id, choice]))
  await phone.call('/client/subscription-answer', { answers: { ...question.answers, ...answers }, keep })
}
