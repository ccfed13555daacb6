/** Who calls. The platform says so; nothing in the request's body is ever looked at for it. */
import { CONSENT_VERSION } from '../../miniprogram/domain/people'
import { callerOpenid } from './cloud'
import { identityIdOf } from './ids'
import { find } from './once'
import { Refusal } from './refusal'

/** An entry of the closed map openid → person. Besides `audiences` the only place where an openid is stored. */
export interface Identity {
  _id: string
  openid: string
  personId: string
  /** The newest privacy text agreed to; 0 while the person is still being made. */
  consentVersion: number
  /** Of the number he verified, if any: see `phoneDigest`. Here, since most actions need to know it and read this anyway. */
  phoneDigest: string | null
  /** The last time he was in the app, give or take two minutes; no other time is kept. */
  seenAt?: Date
  /** Messages he has let WeChat bring him: an id for each that is left, by what it may tell of. */
  credits?: { mention?: string[] }
  /** The last test message of his duty; only the last is kept. */
  test?: { testId: string; sentAt: Date; answeredAt: Date | null }
}

export interface Actor {
  /** Known to the platform only: used for audiences and content checks, never stored elsewhere, logged or answered. */
  openid: string
  /** Null for someone who never agreed to a privacy text. */
  personId: string | null
  /** Has agreed to the text in force. */
  consented: boolean
  /** Null until a phone number is verified. */
  phoneDigest: string | null
  /** In ms; null when he was never noted. */
  seenAt: number | null
}

/** One database request. Refuses calls without a person behind them (timers, nested calls): the default is no. */
export async function whoCalls(): Promise<Actor> {
  const openid = callerOpenid()
  if (!openid) throw new Refusal('NOT_ALLOWED')
  const identity = await find<Identity>('identities', identityIdOf(openid))
  const consented = (identity?.consentVersion ?? 0) >= CONSENT_VERSION
  return {
    openid,
    personId: identity?.personId ?? null,
    consented,
    phoneDigest: identity?.phoneDigest ?? null,
    seenAt: identity?.seenAt?.getTime() ?? null,
  }
}
