/** What a deployment keeps to itself. On a laptop it is made at the first start and stays beside the data. */
import { randomBytes } from 'node:crypto'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

export interface Secrets {
  /** Key version → secret, the newest last; see cloudfunctions/rallies/scene-check.ts. */
  sceneKeys: Record<string, string>
  /** Makes the first operator of an empty environment, once. */
  bootstrapCode: string
}

/** Reads the secrets of a data folder, or makes them. Written aside and renamed: half a key would void every code. */
export async function secretsIn(dataDir: string): Promise<Secrets> {
  const file = join(dataDir, 'secrets.json')
  try {
    return JSON.parse(await readFile(file, 'utf8')) as Secrets
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  }
  const secrets = {
    sceneKeys: { 1: randomBytes(32).toString('base64url') },
    bootstrapCode: randomBytes(9).toString('base64url'),
  }
  await mkdir(dataDir, { recursive: true })
  await writeFile(`${file}.new`, JSON.stringify(secrets, null, 2), { mode: 0o600 })
  await rename(`${file}.new`, file)
  return secrets
}

/**
 * The variables of a deployment's functions. Here every function gets all of them; in cloudbaserc.json each gets only
 * those it needs.
 */
export function functionVariables(secrets: Secrets): Record<string, string> {
  return {
    AREAS: 'groups,rallies',
    DISTRICT_NAME: '示例区',
    SCENE_KEYS: JSON.stringify(secrets.sceneKeys),
    BOOTSTRAP_CODE: secrets.bootstrapCode,
  }
}
