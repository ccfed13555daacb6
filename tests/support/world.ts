/**
 * A district in memory for one test: the local cloud with the real functions in workers and the real SDKs. No mock of
 * the database anywhere; what a test needs is made by factories through the same collections the app uses.
 */
import { resolve } from 'node:path'
import type { Answer, Action } from '../../miniprogram/domain/contract/envelope'
import { CONTRACT_VERSION } from '../../miniprogram/domain/contract/envelope'
import type { Duty } from '../../miniprogram/domain/contract/duty'
import type { Groups } from '../../miniprogram/domain/contract/groups'
import type { People } from '../../miniprogram/domain/contract/people'
import type { Rallies } from '../../miniprogram/domain/contract/rallies'
import type { Requests } from '../../miniprogram/domain/contract/requests'
import { adminDatabase, type Database } from '../../scripts/admin-database'
import { localChannels } from '../../scripts/secrets'
import { startCloud, type CloudOptions, type LocalCloud } from '../../local/cloud'

const root = resolve(__dirname, '../..')

interface Areas {
  people: People
  groups: Groups
  duty: Duty
  rallies: Rallies
  requests: Requests
}

type Input<Each> = Each extends Action<infer I, unknown> ? I : never
type Output<Each> = Each extends { output: infer O } ? O : never

export interface World {
  cloud: LocalCloud
  /** The database as an administrator reaches it. */
  db: Database
  /** Calls an action as a phone would; a refusal is an answer. */
  call<Area extends keyof Areas, Name extends keyof Areas[Area] & string>(
    openid: string,
    area: Area,
    action: Name,
    input: Input<Areas[Area][Name]>,
  ): Promise<Answer<Output<Areas[Area][Name]>>>
  /** The same when a refusal would be a failed test. */
  ok<Area extends keyof Areas, Name extends keyof Areas[Area] & string>(
    openid: string,
    area: Area,
    action: Name,
    input: Input<Areas[Area][Name]>,
  ): Promise<Output<Areas[Area][Name]>>
  /** Database requests the last `call` made. */
  requestsOfLastCall(): number
  stop(): Promise<void>
}

/** 2026-04-13 10:00 in Shanghai: the clock stands still unless a test moves it. */
export const START = Date.UTC(2026, 3, 13, 2)

export const FUNCTION_VARIABLES = {
  AREAS: 'groups,requests,rallies',
  DISTRICT_NAME: '示例区',
  SCENE_KEYS: JSON.stringify({ '1': 'an old secret of the tests', '2': 'a new secret of the tests' }),
  BOOTSTRAP_CODE: 'open-sesame-of-the-tests',
  PHONE_KEY: 'a phone key of the tests',
  PUSH_TEMPLATES: JSON.stringify({
    announcement: 'announcement-of-a-group',
    mention: 'mention-of-a-person',
    pointChange: 'change-of-a-saved-point',
  }),
}

export async function startWorld(options: CloudOptions = {}): Promise<World> {
  // The sample's people get their numbers in this process.
  process.env.PHONE_KEY = FUNCTION_VARIABLES.PHONE_KEY
  const cloud = await startCloud({
    configDir: resolve(root, 'database'),
    functionsDir: resolve(root, 'dist/cloudfunctions'),
    functionEnv: (url) => ({ ...FUNCTION_VARIABLES, CHANNELS: JSON.stringify(localChannels(url)) }),
    clock: { at: START, frozen: true }, // from the start: no timer fires before a test lets time pass
    ...options,
  })
  let requests = 0
  const world: World = {
    cloud,
    db: adminDatabase(cloud),
    async call(openid, area, action, input) {
      const data = { action, input, contract: CONTRACT_VERSION }
      const { result, databaseRequests } = await cloud.callFunction(area, data, openid)
      requests = databaseRequests
      // The time of the answer is the envelope's: no test of an action asks for it.
      const { now: _now, ...answer } = result as Answer
      return answer as never
    },
    async ok(openid, area, action, input) {
      const answer = await world.call(openid, area, action, input)
      if (!answer.ok)
        throw new Error(`${area}.${action} refused: ${answer.code} ${JSON.stringify(answer.facts)}`)
      return answer.data
    },
    requestsOfLastCall: () => requests,
    stop: () => cloud.stop(),
  }
  return world
}
