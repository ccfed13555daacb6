/** What is known of the ways to persons: the last time seen, credits, the last test. Of all their identities together. */
import type { Ways } from '../../../miniprogram/domain/reach'
import type { Identity } from '../../_kit/actor'
import { command, db } from '../../_kit/cloud'

/** A person enters through one openid, rarely two. */
const IDENTITIES_EACH = 3

/** One request; none for nobody. */
export async function waysTo(personIds: string[]): Promise<Map<string, Omit<Ways, 'robot'>>> {
  if (personIds.length === 0) return new Map()
  const { data } = await db
    .collection('identities')
    .where({ personId: command.in(personIds) })
    .limit(Math.min(personIds.length * IDENTITIES_EACH, 1000))
    .get()
  const identities = data as Identity[]
  return new Map(
    personIds.map((personId) => {
      const own = identities.filter((identity) => identity.personId === personId)
      return [
        personId,
        {
          seenAt: latest(own.map(({ seenAt }) => seenAt)),
          credits: own.reduce((sum, { credits }) => sum + (credits?.mention?.length ?? 0), 0),
          triedAt: latest(own.map(({ test }) => test?.answeredAt)),
        },
      ]
    }),
  )
}

function latest(dates: (Date | null | undefined)[]): number | null {
  const times = dates.flatMap((date) => (date ? [date.getTime()] : []))
  return times.length > 0 ? Math.max(...times) : null
}
