/** What looks odd, for a person: nothing here takes a stamp away. */
import * as v from 'valibot'
import type { Rallies } from '../../../miniprogram/domain/contract/rallies'
import { command, db } from '../../_kit/cloud'
import { id, moveId } from '../../_kit/inputs'
import type { ActionSpec } from '../../_kit/serve'
import { requireOperator } from '../operator'
import type { PointDocument, RouteDocument, StampDocument } from '../store'

const PAGE = 50

type Read = StampDocument & { point: PointDocument[]; route: RouteDocument[] }

/** Newest first, fifty at a time. No names: who it was is in nobody's list. Three database requests. */
export const listFlags: ActionSpec<Rallies['listFlags']> = {
  who: 'person',
  input: v.strictObject({
    eventId: id,
    before: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(8.64e15))),
  }),
  async run({ actor, input, now }) {
    await requireOperator(actor.personId)
    const { data } = await db
      .collection('stamps')
      .aggregate()
      .match({
        eventId: input.eventId,
        flagged: true,
        receivedAt: command.lt(new Date(input.before ?? now + 1)),
      })
      .sort({ receivedAt: -1 })
      .limit(PAGE)
      .lookup({ from: 'points', localField: 'pointId', foreignField: '_id', as: 'point' })
      .lookup({ from: 'routes', localField: 'routeId', foreignField: '_id', as: 'route' })
      .end()
    const flags = (data as Read[]).map((stamp) => ({
      stampId: stamp._id,
      pointName: stamp.point[0]?.name ?? '',
      routeName: stamp.route[0]?.name ?? '',
      at: stamp.at.getTime(),
      receivedAt: (stamp.receivedAt ?? stamp.at).getTime(),
      kinds: (stamp.flags ?? []).map(({ kind }) => kind),
      detail: (stamp.flags ?? []).map(({ detail }) => detail).join('；'),
    }))
    return { flags }
  },
}

/** Looked at it: it leaves the list and keeps who said what. Three database requests. */
export const closeFlag: ActionSpec<Rallies['closeFlag']> = {
  who: 'person',
  input: v.strictObject({
    moveId,
    stampId: v.pipe(v.string(), v.maxLength(130)),
    note: v.pipe(v.string(), v.maxLength(100)),
  }),
  async run({ actor, input, now }) {
    await requireOperator(actor.personId)
    const looked = {
      moveId: input.moveId,
      move: 'look',
      by: actor.personId,
      at: new Date(now),
      detail: input.note,
    }
    const { updated } = await db
      .collection('stamps')
      .where({ _id: input.stampId, flagged: true })
      .update({ flagged: false, looked: command.set(looked) })
    return { closed: updated === 1 }
  },
}
