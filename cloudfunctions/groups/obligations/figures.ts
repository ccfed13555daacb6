import * as v from 'valibot'
import type { Groups } from '../../../miniprogram/domain/contract/groups'
import { figuresOf, type FigureCase } from '../../../miniprogram/domain/figures'
import type { Obligation } from '../../../miniprogram/domain/obligations'
import { monthSpan } from '../../../miniprogram/domain/times'
import { command, db } from '../../_kit/cloud'
import { id } from '../../_kit/inputs'
import type { ActionSpec } from '../../_kit/serve'
import { settingsAt } from './ladder-history'
import { overviewFor } from './overview'

/** The most documents that one request answers. */
const PAGE = 1000

type Counted = Omit<FigureCase, 'acknowledgeMinutes'> & Pick<Obligation, '_id' | 'createdAt'>

/**
 * Counted anew from the month's obligations: no tally that could drift from what happened. Three database requests for
 * 群主, four for a head; one more for each further thousand @ of the month.
 */
export const figures: ActionSpec<Groups['figures']> = {
  who: 'person',
  input: v.strictObject({
    conversationId: id,
    month: v.pipe(v.string(), v.regex(/^20\d\d-(0[1-9]|1[0-2])$/)),
  }),
  async run({ actor, input: { conversationId, month }, now }) {
    const { seat } = await overviewFor(conversationId, actor.personId)
    const { from, to } = monthSpan(month)
    const asked = await askedBetween(conversationId, from, to)
    const cases = asked.map((each) => {
      const { acknowledgeMinutes } = settingsAt(seat.conversation, each.createdAt.getTime())
      return { ...each, acknowledgeMinutes }
    })
    return { figures: figuresOf(cases, now) }
  },
}

/** By index (source.conversationId, createdAt). */
async function askedBetween(conversationId: string, from: number, to: number): Promise<Counted[]> {
  const all = new Map<string, Counted>()
  for (let since = from; ;) {
    const { data } = await db
      .collection('obligations')
      .where({
        'source.conversationId': conversationId,
        createdAt: command.and([command.gte(new Date(since)), command.lt(new Date(to))]),
        'source.about': 'mention',
      })
      .field({
        state: true,
        steps: true,
        startsAt: true,
        dueAt: true,
        firstDueAt: true,
        endedAt: true,
        createdAt: true,
      })
      .orderBy('createdAt', 'asc')
      .limit(PAGE)
      .get()
    const page = data as Counted[]
    // From the last one's moment on, not after it: others of the same moment may stand on the next page.
    for (const each of page) all.set(each._id, each)
    if (page.length < PAGE) return [...all.values()]
    since = page.at(-1)!.createdAt.getTime()
  }
}
