/**
 * Subscription messages of WeChat. Each is claimed before it is sent, so that a repeat sends nobody the same one twice;
 * what became of it stands beside the claim. Never inside a transaction: its work may run more than once.
 */
import { db, openApi } from './cloud'
import { derivedId } from './ids'
import { isDuplicate } from './duplicate'

/** What people are told, by the names of the PUSH_TEMPLATES variable: `{"announcement": "<template id>"}`. */
export type PushName = 'announcement'

export interface Push {
  name: PushName
  /** What it tells of: together with the person it makes the claim's id. */
  sourceId: string
  personId: string
  openid: string
  page: string
  data: Record<string, { value: string }>
  now: number
}

/** How many are on their way at once: WeChat and the database are each given some, not all. */
const AT_ONCE = 20

/** @returns who was reached for certain; an unknown outcome counts as not reached, and is not tried again */
export async function sendPushes(pushes: Push[]): Promise<string[]> {
  const reached: string[] = []
  const waiting = [...pushes]
  const work = async () => {
    for (let push = waiting.shift(); push; push = waiting.shift()) {
      if (await sendOnce(push)) reached.push(push.personId)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
  return reached
}

function templateOf(name: PushName): string | null {
  const templates = JSON.parse(process.env.PUSH_TEMPLATES || '{}') as Partial<Record<PushName, string>>
  return templates[name] ?? null
}

async function sendOnce({ name, sourceId, personId, openid, page, data, now }: Push): Promise<boolean> {
  const templateId = templateOf(name)
  if (!templateId) return false // this deployment has not applied for the template
  const _id = derivedId('push', sourceId, personId)
  try {
    await db.collection('pushes').add({ _id, sourceId, personId, name, state: 'claimed', at: new Date(now) })
  } catch (error) {
    if (isDuplicate(error)) return false
    throw error
  }
  const outcome = await send()
  if (outcome !== 'unknown') await db.collection('pushes').where({ _id }).update(outcome)
  return outcome !== 'unknown' && outcome.state === 'sent'

  async function send(): Promise<{ state: 'sent' | 'refused'; code: number } | 'unknown'> {
    try {
      const { api } = await openApi()
      await api.subscribeMessage.send({ touser: openid, templateId: templateId!, page, data })
      return { state: 'sent', code: 0 }
    } catch (error) {
      const code = Number((error as { errCode?: unknown }).errCode)
      // WeChat's own codes are five digits: it said no. Anything else is a silence.
      return Number.isInteger(code) && code >= 40_000 && code < 70_000
        ? { state: 'refused', code }
        : 'unknown'
    }
  }
}
