/** The sample district in memory, its real functions, and a meter on every call. */
import { resolve } from 'node:path'
import { sampleOpenid } from '../database/sample'
import { startCloud, type InvocationRecord } from '../local/cloud'
import type { Action, Answer } from '../miniprogram/domain/contract/envelope'
import { CONTRACT_VERSION } from '../miniprogram/domain/contract/envelope'
import type { Duty } from '../miniprogram/domain/contract/duty'
import type { Groups } from '../miniprogram/domain/contract/groups'
import type { People } from '../miniprogram/domain/contract/people'
import type { Rallies } from '../miniprogram/domain/contract/rallies'
import { adminDatabase, type Database } from './admin-database'
import { loadSampleOnce } from './load-sample'
import { functionVariables } from './secrets'

const root = resolve(__dirname, '..')

interface Areas {
  people: People
  groups: Groups
  duty: Duty
  rallies: Rallies
}
type Input<Each> = Each extends Action<infer Given, unknown> ? Given : never
type Output<Each> = Each extends { output: infer Given } ? Given : never

/** What one call in a story cost. `step` is "groups.sendMessage", or "groups.sendMessage 带@" for one way of it. */
export interface MeteredCall {
  action: string
  step: string
  invocation: InvocationRecord
}

export interface Town {
  /** As an administrator reaches it. */
  db: Database
  /** Every metered call so far. */
  calls: MeteredCall[]
  /**
   * Calls an action as the phone of a sample person (or of anybody: any key) and keeps what it cost under `way`.
   * @throws Error when the action refuses: a story that does not go on would measure nothing
   */
  call<Area extends keyof Areas, Name extends keyof Areas[Area] & string>(
    person: string,
    area: Area,
    action: Name,
    input: Input<Areas[Area][Name]>,
    way?: string,
  ): Promise<Output<Areas[Area][Name]>>
  /** A one-time code for `people.verifyPhone`. */
  phoneCode(person: string): Promise<string>
  /** Puts a file into storage as a phone does. @returns its id */
  upload(person: string, cloudPath: string, bytes: Buffer): Promise<string>
  stop(): Promise<void>
}

/** The functions as they are built, sample data, nothing on disk. */
export async function aTown(): Promise<Town> {
  const secrets = { sceneKeys: { 1: 'scene key of the meter' }, bootstrapCode: 'b', phoneKey: 'phone key' }
  const variables = functionVariables(secrets)
  Object.assign(process.env, { SCENE_KEYS: variables.SCENE_KEYS, PHONE_KEY: variables.PHONE_KEY })
  const cloud = await startCloud({
    configDir: resolve(root, 'database'),
    functionsDir: resolve(root, 'dist/cloudfunctions'),
    functionEnv: (url) => functionVariables(secrets, url),
  })
  const db = adminDatabase(cloud)
  await loadSampleOnce(db, { now: cloud.clock.now(), keyVersion: '1', secret: secrets.sceneKeys[1] })
  const calls: MeteredCall[] = []
  return {
    db,
    calls,
    async call(person, area, action, input, way) {
      const data = { action, input, contract: CONTRACT_VERSION }
      const { result, requestId } = await cloud.callFunction(area, data, sampleOpenid(person))
      const answer = result as Answer
      const name = `${area}.${action}`
      if (!answer.ok) throw new Error(`${name} refused: ${answer.code} ${JSON.stringify(answer.facts)}`)
      const invocation = cloud.invocations().find((record) => record.requestId === requestId)!
      calls.push({ action: name, step: way ? `${name} ${way}` : name, invocation })
      return answer.data as never
    },
    async phoneCode(person) {
      const headers = { 'x-wx-openid': sampleOpenid(person) }
      const response = await fetch(`${cloud.url}/client/phone-code`, { method: 'POST', headers })
      return ((await response.json()) as { code: string }).code
    },
    async upload(person, cloudPath, bytes) {
      const headers = { 'x-wx-openid': sampleOpenid(person), 'content-type': 'application/json' }
      const asked = { method: 'POST', headers, body: JSON.stringify({ cloudPath }) }
      const place = await (await fetch(`${cloud.url}/client/file-upload`, asked)).json()
      const { url, authorization, fileID } = place as Record<'url' | 'authorization' | 'fileID', string>
      const body = new Uint8Array(bytes)
      const put = await fetch(url, { method: 'PUT', headers: { authorization }, body })
      if (!put.ok) throw new Error(await put.text())
      return fileID
    },
    stop: () => cloud.stop(),
  }
}
