/** Those who saved a point are sent a message if they consented; everybody finds the change at the next opening. */
import { sayMinute } from '../../../miniprogram/domain/times'
import type { Identity } from '../../_kit/actor'
import { command, db } from '../../_kit/cloud'
import { sendPushes, type Push } from '../../_kit/pushes'
import type { Change, EventDocument, PointDocument } from '../store'

/** WeChat's bound for a `thing` of a template. */
const THING_MAX = 20
const SAVERS_MAX = 1000

const short = (text: string) =>
  [...text].length > THING_MAX ? `${[...text].slice(0, THING_MAX - 1).join('')}…` : text

/** Two database requests and those of the pushes. A repeat sends nobody the same one twice. @returns whom it reached */
export async function tellSavers(
  event: EventDocument,
  points: PointDocument[],
  change: Change,
): Promise<number> {
  if (points.length === 0) return 0
  const { data: saved } = await db
    .collection('savedPoints')
    .where({ pointId: command.in(points.map(({ _id }) => _id)) })
    .limit(SAVERS_MAX)
    .get()
  const personIds = [...new Set((saved as { personId: string }[]).map(({ personId }) => personId))]
  if (personIds.length === 0) return 0
  const { data } = await db
    .collection('identities')
    .where({ personId: command.in(personIds) })
    .limit(SAVERS_MAX)
    .get()
  const pushes = (data as Identity[]).map(({ personId, openid }): Push => ({
    name: 'pointChange',
    sourceId: change.changeId,
    personId,
    openid,
    page: `packages/rallies/route/route?routeId=${points[0]!.routeId}`,
    data: {
      thing1: { value: short(event.name) },
      thing2: { value: short(change.text) },
      time3: { value: sayMinute(change.at.getTime()) },
    },
    now: change.at.getTime(),
  }))
  return (await sendPushes(pushes)).length
}
