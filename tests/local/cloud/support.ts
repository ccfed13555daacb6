import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import nodeSdk from '@cloudbase/node-sdk'
import wxSdk from 'wx-server-sdk'
import { startCloud, type CloudOptions, type LocalCloud } from '../../../local/cloud/index'

export const FUNCTIONS = join(__dirname, 'fixtures/functions')

const started: LocalCloud[] = []
const folders: string[] = []

export async function aCloud(options: CloudOptions = {}): Promise<LocalCloud> {
  const cloud = await startCloud(options)
  started.push(cloud)
  return cloud
}

export function aFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'local-cloud-'))
  folders.push(folder)
  return folder
}

/** A configuration folder with this collections.json. */
export function aConfig(collections: object): string {
  const folder = aFolder()
  writeFileSync(join(folder, 'collections.json'), JSON.stringify(collections))
  return folder
}

export async function cleanUp(): Promise<void> {
  await Promise.all(started.splice(0).map((cloud) => cloud.stop()))
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
}

/** Makes this process a program that uses the real SDKs against `cloud`, as `openid` or as nobody. */
export function actAs(cloud: LocalCloud, openid?: string): void {
  for (const name of Object.keys(process.env)) {
    if (name.startsWith('WX_') || name.startsWith('TCB_')) delete process.env[name]
  }
  Object.assign(process.env, cloud.env(openid))
}

/** The database through @cloudbase/node-sdk. */
export function nodeDatabase(cloud: LocalCloud) {
  actAs(cloud)
  return nodeSdk.init({ env: cloud.envId }).database()
}

/** The database through wx-server-sdk. */
export function wxDatabase(cloud: LocalCloud) {
  actAs(cloud)
  wxSdk.init({ env: cloud.envId })
  return wxSdk.database()
}

export interface Phone {
  call(path: string, body: unknown): Promise<Record<string, any>> // eslint-disable-line @typescript-eslint/no-explicit-any
}

/** A phone's plain HTTP. */
export function aPhone(cloud: LocalCloud, openid?: string): Phone {
  const headers = { 'content-type': 'application/json', ...(openid ? { 'x-wx-openid': openid } : {}) }
  return {
    async call(path, body) {
      const response = await fetch(cloud.url + path, { method: 'POST', headers, body: JSON.stringify(body) })
      return (await response.json()) as Record<string, unknown>
    },
  }
}
