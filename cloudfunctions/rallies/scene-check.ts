/**
 * The check inside a printed code: an HMAC over sheet and key version, with a secret that never leaves the cloud. Two key
 * versions are valid at once, so that new sheets can be printed while old ones still hang.
 */
import { createHmac, timingSafeEqual } from 'node:crypto'
import { formatScene, type Scene } from '../../miniprogram/domain/scenes'

/** From the SCENE_KEYS variable: `{"<version>":"<secret>", …}`, the newest last. */
export function sceneKeys(): Record<string, string> {
  const keys = JSON.parse(process.env.SCENE_KEYS ?? '{}') as Record<string, string>
  if (Object.keys(keys).length === 0) throw new Error('SCENE_KEYS is not set: no code can be checked')
  return keys
}

function checkOf(sheetId: string, keyVersion: string, secret: string): string {
  return createHmac('sha256', secret).update(`${sheetId}.${keyVersion}`).digest('base64url').slice(0, 10)
}

/** Whether a key version is still valid. A retired one may be on genuine paper, so nobody is called a forger for it. */
export function isKeyValid(keyVersion: string): boolean {
  return Object.prototype.hasOwnProperty.call(sceneKeys(), keyVersion)
}

/** False for a made-up code. No database is asked. */
export function isGenuine(scene: Scene): boolean {
  const keys = sceneKeys()
  const encode = (text: string) => new TextEncoder().encode(text)
  const expected = encode(checkOf(scene.sheetId, scene.keyVersion, keys[scene.keyVersion]!))
  const given = encode(scene.check)
  return expected.length === given.length && timingSafeEqual(expected, given)
}

/** The scene to print on a sheet. Used where sheets are made, in the cloud only. */
export function sealSheet(sheetId: string, keyVersion: string): string {
  const secret = sceneKeys()[keyVersion]
  if (!secret) throw new Error(`no scene key of version ${keyVersion}`)
  return formatScene({ sheetId, keyVersion, check: checkOf(sheetId, keyVersion, secret) })
}
