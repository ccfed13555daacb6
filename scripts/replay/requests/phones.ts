/** The players' phones: they call the real functions, hear nothing when one is killed, and then say the same again. */
import type { LocalCloud } from '../../../local/cloud'
import { CONTRACT_VERSION, type Answer } from '../../../miniprogram/domain/contract/envelope'
import type { Chance } from '../chance'
import type { Play } from './play'
import type { Player } from './stage'

export interface Call {
  by: Player
  action: string
  input: Record<string, unknown>
}

/** Killed ones less often: another instance has to start, which takes longer than all the rest. */
const KINDS = [
  ...(['fail', 'fail', 'fail', 'timeout', 'lostAnswer', 'lostAnswer', 'lostAnswer', 'lostAnswer'] as const),
  ...(['killBefore', 'killAfter'] as const),
]

/** Breaks one database request of the next invocation; one beyond its last hits nothing. */
export function breakNext(cloud: LocalCloud, chance: Chance, requests: number): void {
  cloud.faults.plan({ request: chance.between(1, requests), kind: chance.oneOf(KINDS), holdMs: 0 })
}

/** Counts what was broken since the last time, and mends everything. @returns how many requests were hit */
export function mend({ cloud, tally }: Play): number {
  const { injected } = cloud.faults.state()
  tally.faultsInjected += injected.length
  cloud.faults.clear()
  return injected.length
}

/** @returns what the phone heard; null when it has to say the same again */
export async function say(cloud: LocalCloud, { by, action, input }: Call): Promise<Answer | null> {
  try {
    const data = { action, input, contract: CONTRACT_VERSION }
    const answer = (await cloud.callFunction('requests', data, by.openid)).result as Answer
    return !answer.ok && ['INTERNAL', 'BUSY'].includes(answer.code) ? null : answer
  } catch {
    return null
  }
}
