/** Who calls. The platform says so; nothing in the request's body is ever looked at for it. */
import { callerOpenid } from './cloud'
import { identityIdOf } from './ids'
import { find } from './once'
import { Refusal } from './refusal'

/** An entry of the closed map openid → person. Besides `audiences` the only place where an openid is stored. */
export interface Identity {
  _id: string
  openid: string
  personId: string
}

export interface Actor {
  /** Known to the platform only: used for audiences and content checks, never stored elsewhere, logged or answered. */
  openid: string
  /** Null until the caller has agreed to the privacy text. */
  personId: string | null
}

/** One database request. Refuses calls without a person behind them (timers, nested calls): the default is no. */
export async function whoCalls(): Promise<Actor> {
  const openid = callerOpenid()
  if (!openid) throw new Refusal('NOT_ALLOWED')
  const identity = await find<Identity>('identities', identityIdOf(openid))
  return { openid, personId: identity?.personId ?? null }
}
