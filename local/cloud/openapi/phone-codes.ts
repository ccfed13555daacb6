import { createHash, randomBytes } from 'node:crypto'
import type { Clock } from '../clock'

const LIFE_MS = 5 * 60_000

/** One-time codes a phone gets when its holder agrees to give the number away. */
export interface PhoneCodes {
  mint(openid: string): string
  /** The openid behind a code; undefined when unknown, used or older than five minutes. */
  redeem(code: string): string | undefined
}

export function createPhoneCodes(clock: Clock): PhoneCodes {
  const codes = new Map<string, { openid: string; until: number }>()
  return {
    mint(openid) {
      for (const [code, { until }] of codes) if (until <= clock.now()) codes.delete(code)
      const code = randomBytes(32).toString('hex')
      codes.set(code, { openid, until: clock.now() + LIFE_MS })
      return code
    },
    redeem(code) {
      const found = codes.get(code)
      codes.delete(code)
      return found && found.until > clock.now() ? found.openid : undefined
    },
  }
}

/** A sample number, always the same for a person: 17000 and six digits. */
export function sampleNumber(openid: string): string {
  const digits = createHash('sha256').update(openid).digest().readUInt32BE(0) % 1_000_000
  return `17000${String(digits).padStart(6, '0')}`
}
