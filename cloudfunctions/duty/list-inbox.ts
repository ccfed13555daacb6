import * as v from 'valibot'
import type { Duty, InboxItem } from '../../miniprogram/domain/contract/duty'
import { actsOn } from '../../miniprogram/domain/mention-acts'
import { startOfShanghaiDay } from '../../miniprogram/domain/times'
import type { AnyObligation, Obligation } from '../../miniprogram/domain/obligations'
import { countAnsweredSince, openObligationsOf } from '../_kit/obligations/store'
import { noteSeen } from '../_kit/reach'
import type { ActionSpec } from '../_kit/serve'

const PAGE = 20

/** What stands in the caller's inbox. Three database requests; one more, every two minutes, to note that he is here. */
export const listInbox: ActionSpec<Duty['listInbox']> = {
  who: 'person',
  input: v.strictObject({}),
  async run({ actor, now }) {
    const [open, answeredToday] = await Promise.all([
      openObligationsOf(actor.personId, PAGE + 1),
      countAnsweredSince(actor.personId, startOfShanghaiDay(now)),
      noteSeen(actor, now),
    ])
    return {
      items: open.slice(0, PAGE).map((obligation) => inboxItem(obligation, actor.personId, now)),
      more: open.length > PAGE,
      answeredToday,
      now,
    }
  },
}

function inboxItem(obligation: AnyObligation, personId: string, now: number): InboxItem {
  const { offer, ownerName } = obligation
  return {
    obligationId: obligation._id,
    source: obligation.source,
    title: obligation.title,
    askerName: obligation.askerName,
    state: obligation.state,
    steps: obligation.steps.map(({ state, at }) => ({ state, at: at.getTime() })),
    askedAt: obligation.createdAt.getTime(),
    startsAt: obligation.startsAt.getTime(),
    dueAt: obligation.dueAt.getTime(),
    promisedAt: obligation.promisedAt?.getTime() ?? null,
    ownerName,
    mine: obligation.ownerId === personId,
    offered: offer?.to === personId ? { by: ownerName, note: offer.note } : null,
    // What may be done with a case stands on its own page.
    mayAct: isMention(obligation) ? actsOn(obligation, { personId, isGroupHead: false }, now) : [],
  }
}

function isMention(obligation: AnyObligation): obligation is Obligation {
  return obligation.source.area === 'groups'
}
