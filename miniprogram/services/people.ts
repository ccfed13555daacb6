/** 身份: who holds the phone, what he agreed to, what this deployment offers. */
import type { Answer } from '../domain/contract/envelope'
import type { Me } from '../domain/contract/people'
import type { AreaName } from '../domain/areas'
import { callAction } from './cloud'
import { retryRefused } from './outbox'

export interface Standing {
  /** Null until the person has agreed to the privacy text. */
  me: Me | null
  district: string
  areas: AreaName[]
  consentVersion: number
}

const KEY = 'standing'
let known: Standing | null = null
let asking: Promise<Answer<Standing>> | null = null

/** What the cloud said last, perhaps days ago; null on the very first start. For the tab bar and for offline pages. */
export function lastStanding(): Standing | null {
  known = known ?? ((wx.getStorageSync(KEY) as Standing | '') || null)
  return known
}

/** Asks the cloud. Two pages asking at the same moment share one call. */
export function askStanding(): Promise<Answer<Standing>> {
  asking =
    asking ??
    callAction('people', 'me', {}).then((answer) => {
      asking = null
      if (answer.ok) keep(answer.data)
      return answer
    })
  return asking
}

/** Agrees to the privacy text of this version, which makes the person. */
export async function agree(consentVersion: number): Promise<Answer<{ me: Me }>> {
  const answer = await callAction('people', 'agree', { consentVersion })
  if (answer.ok) {
    replaceMe(answer.data.me)
    retryRefused(['CONSENT_NEEDED', 'CONSENT_OUTDATED'])
  }
  return answer
}

/** `code` is the one-time code of WeChat's phone number button. */
export async function verifyPhone(code: string): Promise<Answer<{ me: Me; maskedNumber: string }>> {
  const answer = await callAction('people', 'verifyPhone', { code })
  if (answer.ok) {
    replaceMe(answer.data.me)
    retryRefused(['PHONE_NEEDED'])
  }
  return answer
}

function replaceMe(me: Me): void {
  const before = lastStanding()
  if (before) keep({ ...before, me })
}

function keep(standing: Standing): void {
  known = standing
  wx.setStorage({ key: KEY, data: standing })
}
