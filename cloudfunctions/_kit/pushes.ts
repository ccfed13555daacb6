/**
 * Subscription messages of WeChat. Each is claimed before it is sent, so that a repeat sends nobody the same one twice;
 * what became of it stands beside the claim. Never inside a transaction: its work may run more than once.
 */
import { command, db, openApi } from './cloud'
import { derivedId } from './ids'
import { isDuplicate } from './duplicate'

/** What people are told, by the names of the PUSH_TEMPLATES variable: `{"announcement": "<template id>"}`. */
export type PushName = 'announcement' | 'mention' | 'pointChange'

/** One message to one openid. */
export interface Letter {
  name: PushName
  openid: string
  page: string
  data: Record<string, { value: string }>
}

export interface Push extends Letter {
  /** What it tells of: together with the person it makes the claim's id. */
  sourceId: string
  personId: string
  now: number
}

/** How many are on their way at once: WeChat and the database are each given some, not all. */
const AT_ONCE = 20

/**
 * Four database requests for any number of people.
 * @param pushes of one source, one for each way to a person
 * @returns who was reached for certain; an unknown outcome counts as not reached, and is not tried again
 */
export async function sendPushes(pushes: Push[]): Promise<string[]> {
  const claimed = await claim(pushes.filter(({ name }) => templateOf(name) !== null))
  const outcomes: { push: Push; outcome: Outcome }[] = []
  const waiting = [...claimed]
  const work = async () => {
    for (let push = waiting.shift(); push; push = waiting.shift())
      outcomes.push({ push, outcome: await send(push) })
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
  const known = [...new Set(outcomes.map(({ outcome }) => outcome))].filter((outcome) => outcome !== null)
  await Promise.all(
    known.map((code) => {
      const ids = outcomes.filter(({ outcome }) => outcome === code).map(({ push }) => claimIdOf(push))
      const state = code === SENT ? 'sent' : 'refused'
      return db
        .collection('pushes')
        .where({ _id: command.in(ids) })
        .update({ state, code })
    }),
  )
  return outcomes.filter(({ outcome }) => outcome === SENT).map(({ push }) => push.personId)
}

/** WeChat's code; null when it is not known what became of it. */
export type Outcome = number | null
export const SENT = 0
/** He has agreed to no message more of this template. */
export const NO_CREDIT = 43101

/** Null when this deployment has not applied for the template. */
export function templateOf(name: PushName): string | null {
  const templates = JSON.parse(process.env.PUSH_TEMPLATES || '{}') as Partial<Record<PushName, string>>
  return templates[name] ?? null
}

/** By the openid too: a person may have entered through more than one. */
function claimIdOf({ sourceId, personId, openid }: Push): string {
  return derivedId('push', sourceId, personId, openid)
}

/** @returns those that this call may send: nobody else claimed them before, or is claiming them at this moment */
async function claim(pushes: Push[]): Promise<Push[]> {
  if (pushes.length === 0) return []
  const { data } = await db
    .collection('pushes')
    .where({ _id: command.in(pushes.map(claimIdOf)) })
    .limit(pushes.length)
    .get()
  const before = new Set((data as { _id: string }[]).map(({ _id }) => _id))
  const fresh = pushes.filter((push) => !before.has(claimIdOf(push)))
  if (fresh.length === 0) return []
  try {
    await db.collection('pushes').add(
      fresh.map((push) => {
        const { sourceId, personId, name, now } = push
        return { _id: claimIdOf(push), sourceId, personId, name, state: 'claimed', at: new Date(now) }
      }),
    )
    return fresh
  } catch (error) {
    if (isDuplicate(error)) return [] // the same call, repeated at the same instant, sends them
    throw error
  }
}

/** Sends without a claim of its own: for who has claimed it elsewhere. */
export async function send({ name, openid, page, data }: Letter): Promise<Outcome> {
  try {
    const { api } = await openApi()
    await api.subscribeMessage.send({ touser: openid, templateId: templateOf(name)!, page, data })
    return SENT
  } catch (error) {
    const code = Number((error as { errCode?: unknown }).errCode)
    // WeChat's own codes have five digits: it said no. Anything else is a silence.
    return Number.isInteger(code) && code >= 40_000 && code < 70_000 ? code : null
  }
}

/** A `thing` of WeChat's templates holds twenty characters. */
export function thing(text: string): { value: string } {
  const characters = [...text]
  return { value: characters.length > 20 ? `${characters.slice(0, 19).join('')}…` : text }
}
