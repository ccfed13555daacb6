/** A group with an office on duty, and the minutes that pass in it. */
import type { Obligation } from '../../../miniprogram/domain/obligations'
import type { TestPerson } from '../../support/factories'
import type { World } from '../../support/world'
import { anOffice, weekOf, type Office } from '../duty/office'

export const MINUTE = 60_000
export const HOUR = 60 * MINUTE
/** 2026-04-19 03:00 in Shanghai: a Sunday. */
export const SUNDAY_3AM = Date.UTC(2026, 3, 18, 19)
const TEMPLATE = 'mention-of-a-person'

export interface Night extends Office {
  merchant: TestPerson
  head: TestPerson
}

/** By day 陈 is on duty, by night 周; 程 heads the office, the mayor the town, 孟 is 群主. */
export async function aNight(world: World): Promise<Night> {
  const office = await anOffice(world)
  await world.db
    .collection('rotas')
    .doc(office.unitId)
    .set({
      since: new Date(Date.UTC(2026, 3, 12, 16)),
      weeks: [weekOf(office.chen, office.zhou)],
      changes: [],
      swaps: [],
      revision: 1,
      history: [],
    })
  return { ...office, merchant: office.group.merchant, head: office.group.head }
}

export function ladderIn(world: () => World) {
  const phone = async (openid: string, path: string, body: object) => {
    const headers = { 'x-wx-openid': openid, 'content-type': 'application/json' }
    await fetch(world().cloud.url + path, { method: 'POST', headers, body: JSON.stringify(body) })
  }
  return {
    /** Lets WeChat bring one message more, and tells us. */
    async agrees({ openid }: TestPerson, times = 1): Promise<void> {
      for (let left = times; left > 0; left -= 1) {
        await phone(openid, '/client/subscription-question', { tmplIds: [TEMPLATE] })
        await phone(openid, '/client/subscription-answer', { answers: { [TEMPLATE]: 'accept' }, keep: false })
        await world().ok(openid, 'duty', 'notePush', { name: 'mention', grantId: `grant-${Math.random()}` })
      }
    },
    /** Minutes pass one by one, the timer runs in each; every run went well unless `failing`. */
    async pass(minutes: number, { failing = false } = {}): Promise<void> {
      const runs = await world().cloud.advance(minutes * MINUTE)
      const bad = runs.filter(({ ok }) => !ok)
      if (!failing && bad.length > 0) throw new Error(`a run failed: ${JSON.stringify(bad[0])}`)
    },
    async obligation(id: string): Promise<Obligation> {
      const { data } = await world().db.collection('obligations').where({ _id: id }).get()
      return data[0] as Obligation
    },
    /** What WeChat brought somebody, newest last. */
    pushed: ({ openid }: TestPerson) =>
      world()
        .cloud.deliveries()
        .flatMap((each) => (each.channel === 'subscription' && each.openid === openid ? [each] : [])),
    calls: () =>
      world()
        .cloud.deliveries()
        .flatMap((each) => (each.channel === 'voice' ? [each] : [])),
    inbox: async ({ openid }: TestPerson) => (await world().ok(openid, 'duty', 'listInbox', {})).items,
  }
}
