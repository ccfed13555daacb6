/**
 * A resident's own code for staff to scan: his id sealed, so that whoever photographs it learns nothing, and nothing has
 * to be stored or looked up. A synthetic IV: the text's own HMAC is both the IV and the proof, so the same person has the
 * same code and a made-up one does not open.
 */
import { createCipheriv, createDecipheriv, createHmac, timingSafeEqual } from 'node:crypto'
import { sceneKeys } from './scene-check'

const IV_BYTES = 16

function keysOf(keyVersion: string) {
  const key = (use: string) =>
    new Uint8Array(createHmac('sha256', sceneKeys()[keyVersion]!).update(`pass ${use}`).digest())
  return { mac: key('mac'), cipher: key('cipher') }
}

/** @returns what follows `P.` */
export function sealPass(personId: string): string {
  const keyVersion = Object.keys(sceneKeys()).at(-1)!
  const { mac, cipher } = keysOf(keyVersion)
  const iv = new Uint8Array(createHmac('sha256', mac).update(personId).digest().subarray(0, IV_BYTES))
  const sealing = createCipheriv('aes-256-ctr', cipher, iv)
  const sealed = [iv, new Uint8Array(sealing.update(personId, 'utf8')), new Uint8Array(sealing.final())]
  return Buffer.concat(sealed).toString('base64url')
}

/** The person of a pass; null for a made-up one. */
export function openPass(sealed: string): string | null {
  const bytes = Buffer.from(sealed, 'base64url')
  if (bytes.length <= IV_BYTES) return null
  const iv = new Uint8Array(bytes.subarray(0, IV_BYTES))
  for (const keyVersion of Object.keys(sceneKeys())) {
    const { mac, cipher } = keysOf(keyVersion)
    const opening = createDecipheriv('aes-256-ctr', cipher, iv)
    const personId = opening.update(new Uint8Array(bytes.subarray(IV_BYTES))).toString('utf8')
    const expected = new Uint8Array(createHmac('sha256', mac).update(personId).digest().subarray(0, IV_BYTES))
    if (timingSafeEqual(expected, iv)) return personId
  }
  return null
}
