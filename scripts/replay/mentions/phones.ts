/** The players' phones: they call the real functions, hear nothing when one is killed, and then say the same again. */
import type { LocalCloud } from '../../../local/cloud'
import type { Answer } from '../../../miniprogram/domain/contract/envelope'
import { CONTRACT_VERSION } from '../../../miniprogram/domain/contract/envelope'
import type { Chance } from '../chance'
import type { Player } from './stage'
import type { Tally } from './tally'

export interface Call {
  by: Player
  area: 'groups' | 'duty'
  action: string
  input: Record<string, unknown>
}

const KINDS = ['fail', 'timeout', 'lostAnswer', 'killBefore', 'killAfter'] as const
/** Most calls make fewer; a plan beyond the last hits nothing. */
const REQUESTS = 14
const TEMPLATE = 'mention-of-a-person'

/** Breaks one database request of the next invocation. */
export function breakNext(cloud: LocalCloud, chance: Chance, requests: number): void {
  cloud.faults.plan({ request: chance.between(1, requests), kind: chance.oneOf(KINDS), holdMs: 0 })
}

/** Counts what was broken since the last time, and mends everything. @returns how many requests were hit */
export function mend(cloud: LocalCloud, tally: Tally): number {
  const { injected, counts } = cloud.faults.state()
  tally.faultsInjected += injected.length
  tally.kills += counts.kills
  cloud.faults.clear()
  return injected.length
}

/** @returns what the phone heard; null when it has to say the same again */
export async function say(cloud: LocalCloud, call: Call): Promise<Answer | null> {
  const { by, area, action, input } = call
  try {
    const { result } = await cloud.callFunction(
      area,
      { action, input, contract: CONTRACT_VERSION },
      by.openid,
    )
    const answer = result as Answer
    return !answer.ok && ['INTERNAL', 'BUSY'].includes(answer.code) ? null : answer
  } catch {
    return null
  }
}

/** He lets WeChat bring him one message more; `told`: our cloud hears of it. */
export async function agree(
  cloud: LocalCloud,
  by: Player,
  grantId: string,
  { taken = true, told = true } = {},
): Promise<void> {
  const post = (path: string, body: object) =>
    fetch(cloud.url + path, {
      method: 'POST',
      headers: { 'x-wx-openid': by.openid, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
  if (taken) {
    await post('/client/subscription-question', { tmplIds: [TEMPLATE] })
    await post('/client/subscription-answer', { answers: { [TEMPLATE]: 'accept' }, keep: false })
  }
  if (told) await say(cloud, { by, area: 'duty', action: 'notePush', input: { name: 'mention', grantId } })
}

export { REQUESTS as REQUESTS_OF_A_CALL }
