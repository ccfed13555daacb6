/** What a deployment keeps to itself. On a laptop it is made at the first start and stays beside the data. */
import { randomBytes } from 'node:crypto'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'

export interface Secrets {
  /** Key version → secret, the newest last; see cloudfunctions/rallies/scene-check.ts. */
  sceneKeys: Record<string, string>
  /** Makes the first operator of an empty environment, once. */
  bootstrapCode: string
  /** Recognises phone numbers; see cloudfunctions/_kit/phone-digest.ts. */
  phoneKey: string
}

/** Reads the secrets of a data folder, or makes them. Written aside and renamed: half a key would void every code. */
export async function secretsIn(dataDir: string): Promise<Secrets> {
  const file = join(dataDir, 'secrets.json')
  try {
    const kept = JSON.parse(await readFile(file, 'utf8')) as Partial<Secrets>
    if (kept.sceneKeys && kept.bootstrapCode && kept.phoneKey) return kept as Secrets
    return await keep(file, { ...newSecrets(), ...kept }) // a folder of an older version lacks the newer ones
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  }
  return keep(file, newSecrets())
}

function newSecrets(): Secrets {
  return {
    sceneKeys: { 1: randomBytes(32).toString('base64url') },
    bootstrapCode: randomBytes(9).toString('base64url'),
    phoneKey: randomBytes(32).toString('base64url'),
  }
}

async function keep(file: string, secrets: Secrets): Promise<Secrets> {
  await mkdir(dirname(file), { recursive: true })
  await writeFile(`${file}.new`, JSON.stringify(secrets, null, 2), { mode: 0o600 })
  await rename(`${file}.new`, file)
  return secrets
}

/**
 * The variables of a deployment's functions. Here every function gets all of them; in cloudbaserc.json each gets only
 * those it needs.
 * @param cloudUrl of the local cloud, which stands for the deployment's own services of calls and robots
 */
export function functionVariables(secrets: Secrets, cloudUrl = ''): Record<string, string> {
  return {
    AREAS: 'groups,requests,rallies',
    DISTRICT_NAME: '示例区',
    SCENE_KEYS: JSON.stringify(secrets.sceneKeys),
    BOOTSTRAP_CODE: secrets.bootstrapCode,
    PHONE_KEY: secrets.phoneKey,
    PUSH_TEMPLATES: JSON.stringify({
      announcement: 'announcement-of-a-group',
      mention: 'mention-of-a-person',
      pointChange: 'change-of-a-saved-point',
    }),
    CHANNELS: JSON.stringify(cloudUrl ? localChannels(cloudUrl) : {}),
  }
}

/** The local cloud's second channels, in the form of the CHANNELS variable. */
export function localChannels(cloudUrl: string): { voiceUrl: string; robotUrl: string } {
  return { voiceUrl: `${cloudUrl}/channels/voice`, robotUrl: `${cloudUrl}/channels/robot` }
}
