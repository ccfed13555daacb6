import * as v from 'valibot'
import type { Groups } from '../../../miniprogram/domain/contract/groups'
import type { OpenMention } from '../../../miniprogram/domain/contract/groups/mentions'
import { actsOn } from '../../../miniprogram/domain/mention-acts'
import type { Obligation } from '../../../miniprogram/domain/obligations'
import { command, db } from '../../_kit/cloud'
import { id } from '../../_kit/inputs'
import type { ActionSpec } from '../../_kit/serve'
import { overviewFor, type Overview } from './overview'

const PAGE = 20

/** Where the next page begins: a time, and how many owed by that very time were shown. */
const place = v.pipe(v.string(), v.regex(/^\d{1,16}\.\d{1,4}$/))

/** Three database requests for 群主, four for a head. */
export const listOpen: ActionSpec<Groups['listOpen']> = {
  who: 'person',
  input: v.strictObject({ conversationId: id, after: v.optional(place) }),
  async run({ actor, input: { conversationId, after }, now }) {
    const { personId } = actor
    const overview = await overviewFor(conversationId, personId)
    const page = await openIn(conversationId, overview, after ?? '0.0')
    const acting = { personId, isGroupHead: overview.isGroupHead, isUnitHead: !overview.isGroupHead }
    return {
      mentions: page.map((each) => presentOpen(each, actsOn(each, acting, now))),
      after: page.length === PAGE ? placeAfter(page, after) : null,
    }
  },
}

/** One request, by index (source.conversationId, open, dueAt). */
async function openIn(conversationId: string, { isGroupHead, unitIds }: Overview, after: string) {
  const [dueAt, shown] = after.split('.').map(Number) as [number, number]
  const { data } = await db
    .collection('obligations')
    .where({
      'source.conversationId': conversationId,
      open: true,
      dueAt: command.gte(new Date(dueAt)),
      'source.about': 'mention',
      ...(isGroupHead ? {} : { unitId: command.in(unitIds) }),
    })
    .orderBy('dueAt', 'asc')
    .skip(shown)
    .limit(PAGE)
    .get()
  return data as Obligation[]
}

/** A message may ask several by the same minute, so a time alone would lose some of them between two pages. */
function placeAfter(page: Obligation[], before: string | undefined): string {
  const last = page.at(-1)!.dueAt.getTime()
  const same = page.filter(({ dueAt }) => dueAt.getTime() === last).length
  const [from, shown] = (before ?? '0.0').split('.').map(Number) as [number, number]
  return `${last}.${same + (from === last ? shown : 0)}`
}

function presentOpen(obligation: Obligation, mayAct: OpenMention['mayAct']): OpenMention {
  const { source, promisedAt, offer } = obligation
  return {
    obligationId: obligation._id,
    messageId: source.messageId,
    title: obligation.title,
    askerName: obligation.askerName,
    askedName: obligation.asked.name,
    ownerName: obligation.ownerName,
    state: obligation.state,
    askedAt: obligation.createdAt.getTime(),
    startsAt: obligation.startsAt.getTime(),
    dueAt: obligation.dueAt.getTime(),
    promisedAt: promisedAt?.getTime() ?? null,
    rung: obligation.rung,
    offeredTo: offer?.toName ?? null,
    mayAct,
  }
}
