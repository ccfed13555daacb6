import * as v from 'valibot'
import type { Rallies } from '../../../miniprogram/domain/contract/rallies'
import { command, db } from '../../_kit/cloud'
import type { ActionSpec } from '../../_kit/serve'
import { presentChanges } from '../present'
import type { PointDocument, RouteDocument } from '../store'
import type { SavedPoint } from './save-point'

type Read = SavedPoint & { point: PointDocument[]; route: RouteDocument[] }

/**
 * What changed at saved points since it was read last, newest first. Two database requests, three when there is
 * something: then it counts as read.
 */
export const readSaved: ActionSpec<Rallies['readSaved']> = {
  who: 'person',
  input: v.strictObject({}),
  async run({ actor, now }) {
    const { data } = await db
      .collection('savedPoints')
      .aggregate()
      .match({ personId: actor.personId })
      .limit(200)
      .lookup({ from: 'points', localField: 'pointId', foreignField: '_id', as: 'point' })
      .lookup({ from: 'routes', localField: 'point.routeId', foreignField: '_id', as: 'route' })
      .end()
    const changes = (data as Read[]).flatMap(({ pointId, readAt, point, route }) =>
      presentChanges([...(point[0]?.changes ?? []), ...(route[0]?.changes ?? [])])
        .filter(({ at }) => at > readAt.getTime())
        .map((change) => ({ pointId, pointName: point[0]!.name, change })),
    )
    if (changes.length > 0)
      await db
        .collection('savedPoints')
        .where({ personId: actor.personId, readAt: command.lt(new Date(now)) })
        .update({ readAt: new Date(now) })
    return { changes: changes.sort((one, other) => other.change.at - one.change.at) }
  },
}
