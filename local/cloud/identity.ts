import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { Clock } from './clock'
import { PlatformError } from './platform-error'

/** On whose behalf a request comes. Absent openid: nobody's (an administrator's script, a timer). */
export interface Caller {
  openid?: string
  /** The invocation of a function that sent it; counts its database requests. */
  invocation?: string
  function?: string
}

/** By the cloud's clock; as WeChat's own access tokens. */
const LIFE_MS = 7200_000

/**
 * Tokens travel as WX_API_TOKEN → `wxCloudApiToken` in every request of the SDKs: the only channel by which
 * the platform knows who calls. They are signed, so a function cannot make itself somebody else.
 */
export interface Identity {
  mint(caller: Caller): string
  /**
   * An unknown or forged token names nobody.
   * @throws PlatformError when it speaks for a person and is older than two hours by the cloud's clock
   */
  read(token: unknown): Caller
  /** A name for logs by which nobody can find the openid. */
  hash(openid: string | undefined): string | null
}

export function createIdentity(clock: Pick<Clock, 'now'>): Identity {
  const secret = randomBytes(32).toString('hex')
  const sign = (text: string) => createHmac('sha256', secret).update(text).digest('hex')
  return {
    mint(caller) {
      const text = Buffer.from(JSON.stringify({ ...caller, at: clock.now() })).toString('base64url')
      return `${text}.${sign(text)}`
    },
    read(token) {
      const [text, signature] = typeof token === 'string' ? token.split('.') : []
      if (!text || !signature) return {}
      const [given, right] = [new TextEncoder().encode(signature), new TextEncoder().encode(sign(text))]
      if (given.length !== right.length || !timingSafeEqual(given, right)) return {}
      const { at, ...caller } = JSON.parse(Buffer.from(text, 'base64url').toString('utf8')) as Minted
      if (caller.openid && clock.now() - at > LIFE_MS) throw expired()
      return caller
    },
    hash: (openid) => (openid ? sign(openid).slice(0, 12) : null),
  }
}

interface Minted extends Caller {
  at: number
}

const expired = () =>
  new PlatformError(
    'WX_API_TOKEN_EXPIRED',
    'the token of this caller is older than two hours; ask for a new one',
  )
