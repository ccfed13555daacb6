/**
 * Ways to people beside WeChat, one small interface for whatever a deployment has: the CHANNELS variable names addresses
 * that take what stands below. Without one nothing goes that way.
 */
import { command, db } from './cloud'

interface Addresses {
  /** POST {phone, text} → {id, status}; GET <address>/<id> → {call: ringing | answered | declined | missed}. */
  voiceUrl?: string
  /** A WeCom group robot: POST ?key=… */
  robotUrl?: string
}

/** A call that nobody answers in time is no reason to keep a run waiting. */
const ANSWER_WITHIN_MS = 5_000
/** WeCom takes 20 a minute of a robot and then none for ten; below that there is room. */
export const ROBOT_PER_MINUTE = 15

function addresses(): Addresses {
  return JSON.parse(process.env.CHANNELS || '{}') as Addresses
}

export function canCall(): boolean {
  return Boolean(addresses().voiceUrl)
}

export function hasRobots(): boolean {
  return Boolean(addresses().robotUrl)
}

/** @returns the call's id, to ask how it went; null when it was refused. @throws when no answer came: it may ring */
export async function call(phone: string, text: string): Promise<string | null> {
  const answer = await post(addresses().voiceUrl!, { phone, text })
  const { id } = answer as { id?: unknown }
  return typeof id === 'string' && id !== '' ? id : null
}

/** How a call went; null while it rings, or when nobody says. */
export async function callOutcome(id: string): Promise<'answered' | 'missed' | null> {
  try {
    const response = await fetch(`${addresses().voiceUrl}/${encodeURIComponent(id)}`, within())
    const { call: state } = (await response.json()) as { call?: string }
    if (state === 'answered') return 'answered'
    return state === 'ringing' ? null : 'missed'
  } catch {
    return null
  }
}

/**
 * One message to a unit's group, within what its robot may send in a minute. Two requests of which one is a database's.
 * @returns whether it was taken. @throws when no answer came: it may have been
 */
export async function tellRobot(
  { unitId, key }: { unitId: string; key: string },
  text: string,
  now: number,
): Promise<boolean> {
  const last = `robotTold.${ROBOT_PER_MINUTE - 1}`
  const { updated } = await db
    .collection('units')
    .where(
      command.and([
        { _id: unitId },
        command.or([
          { [last]: command.exists(false) },
          { 'robotTold.0': command.lte(new Date(now - 60_000)) },
        ]),
      ]),
    )
    .update({ robotTold: command.push({ each: [new Date(now)], slice: -ROBOT_PER_MINUTE }) })
  if (updated === 0) return false
  const url = `${addresses().robotUrl}?key=${encodeURIComponent(key)}`
  const { errcode } = (await post(url, { msgtype: 'text', text: { content: text } })) as { errcode?: number }
  return errcode === 0
}

async function post(url: string, body: object): Promise<unknown> {
  const headers = { 'content-type': 'application/json' }
  const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body), ...within() })
  return response.json()
}

function within() {
  return { signal: AbortSignal.timeout(ANSWER_WITHIN_MS) }
}
