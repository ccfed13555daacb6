/** Which way leads to a person now: a message of WeChat, the robot of his unit's WeCom group, or the app itself. */
import { SEEN_MS } from '../../miniprogram/domain/reach'
import type { Actor, Identity } from './actor'
import { command, db } from './cloud'
import { identityIdOf } from './ids'

export type Way =
  { kind: 'push'; identity: Identity } | { kind: 'robot'; unitId: string; key: string } | { kind: 'app' }

/** Noted at most this often: a write for each look would cost more than it tells. */
const NOTED_EVERY_MS = 2 * 60_000

/**
 * The message first, since only it makes a sleeping phone sound; a robot next; the app when he had it open just now.
 * @param identities of one person
 * @param robot of his unit, if it has one
 */
export function wayTo(
  identities: Identity[],
  robot: { unitId: string; key: string } | null,
  now: number,
): Way | null {
  const withCredit = identities.find(({ credits }) => (credits?.mention?.length ?? 0) > 0)
  if (withCredit) return { kind: 'push', identity: withCredit }
  if (robot) return { kind: 'robot', ...robot }
  const seen = identities.some(({ seenAt }) => seenAt && now - seenAt.getTime() < SEEN_MS)
  return seen ? { kind: 'app' } : null
}

/** He has the app open. One request, at most every two minutes. */
export async function noteSeen({ openid, seenAt }: Actor, now: number): Promise<void> {
  if (seenAt !== null && now - seenAt < NOTED_EVERY_MS) return
  await db
    .collection('identities')
    .where({ _id: identityIdOf(openid) })
    .update({ seenAt: new Date(now) })
}

/** WeChat took one, or says that there is none left. One request. */
export async function spendCredit({ _id }: Identity, left: 'some' | 'none'): Promise<void> {
  await db
    .collection('identities')
    .where({ _id })
    .update({ 'credits.mention': left === 'none' ? [] : command.shift() })
}
