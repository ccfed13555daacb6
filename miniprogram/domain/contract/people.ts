/** 身份: who holds the phone, what he agreed to, what this deployment offers. */
import type { Action } from './envelope'
import type { AreaName } from '../areas'

export interface Me {
  personId: string
  name: string
  /** The version of the privacy text he agreed to. */
  consentVersion: number
  phoneVerified: boolean
  /** The unit he works for; null for residents and merchants. Staff see 待我回应 as their first page. */
  unit: { unitId: string; name: string } | null
  /** Runs this deployment: looks at what was reported from private chats. */
  operator: boolean
  /** The id under which his own inbox ticks; watch `ticks` with it. */
  inboxId: string
}

export interface People {
  /** Anyone. `me` is null until the person has agreed to the privacy text. */
  me: Action<
    Record<string, never>,
    { me: Me | null; district: string; areas: AreaName[]; consentVersion: number }
  >
  /** Anyone: agrees to the privacy text, which makes the person. Repeating it changes nothing. */
  agree: Action<{ consentVersion: number }, { me: Me }>
  /** A person: proves a phone number with the one-time code of WeChat's own button. */
  verifyPhone: Action<{ code: string }, { me: Me; maskedNumber: string }>
  /** A person: becomes the first operator of an empty environment by the deployment's bootstrap code, used once. */
  claimEnvironment: Action<{ code: string }, { me: Me }>
}
