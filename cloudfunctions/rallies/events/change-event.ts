import * as v from 'valibot'
import type { Rallies } from '../../../miniprogram/domain/contract/rallies'
import { hoursBetween, type Daily } from '../../../miniprogram/domain/event-plan'
import { sayDate, sayTime } from '../../../miniprogram/domain/times'
import { command, db } from '../../_kit/cloud'
import { id, moveId } from '../../_kit/inputs'
import { find } from '../../_kit/once'
import { Refusal } from '../../_kit/refusal'
import type { ActionSpec } from '../../_kit/serve'
import { requireOperator } from '../operator'
import { position } from '../scan-input'
import type { Change, EventDocument, PointDocument, RouteDocument } from '../store'
import { tellSavers } from './tell-savers'

const moment = v.pipe(v.number(), v.minValue(0), v.maxValue(8.64e15))
const reason = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(60))
const base = { moveId, eventId: id, reason }

const input = v.variant('kind', [
  v.strictObject({
    ...base,
    kind: v.literal('停办'),
    routeId: v.optional(id),
    pointId: v.optional(id),
    from: moment,
  }),
  v.strictObject({ ...base, kind: v.literal('改期'), routeId: id, opensAt: moment, closesAt: moment }),
  v.strictObject({
    ...base,
    kind: v.literal('换点'),
    pointId: id,
    place: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(60)),
    position: v.nullable(position),
  }),
  v.strictObject({
    ...base,
    kind: v.literal('场次'),
    pointId: id,
    sessionId: id,
    startsAt: moment,
    endsAt: moment,
  }),
])
type ChangeInput = v.InferOutput<typeof input>

interface Scope {
  event: EventDocument
  routes: RouteDocument[]
  points: PointDocument[]
}

/**
 * 停办, 改期, 换点 or a changed session, in one act: what it changes and the words people read stand in the same update,
 * once for a move id. Then those who saved the points are told. Nobody's earlier scan is touched: see decision 0043.
 */
export const changeEvent: ActionSpec<Rallies['changeEvent']> = {
  who: 'person',
  input,
  async run({ actor, input: wanted, now }) {
    await requireOperator(actor.personId)
    const scope = await scopeOf(wanted.eventId)
    const change: Change = {
      changeId: wanted.moveId,
      kind: wanted.kind,
      text: words(wanted, scope, now),
      at: new Date(now),
    }
    const points = await write(wanted, scope, change, now)
    const told = await tellSavers(scope.event, points, change)
    return { change: { ...change, at: now }, told }
  },
}

async function scopeOf(eventId: string): Promise<Scope> {
  const [event, routes, points] = await Promise.all([
    find<EventDocument>('events', eventId),
    db.collection('routes').where({ eventId }).limit(100).get(),
    db.collection('points').where({ eventId }).limit(1000).get(),
  ])
  if (!event) throw new Refusal('NOT_FOUND')
  return { event, routes: routes.data as RouteDocument[], points: points.data as PointDocument[] }
}

const one = <Each extends { _id: string }>(list: Each[], wanted: string | undefined): Each => {
  const found = list.find(({ _id }) => _id === wanted)
  if (!found) throw new Refusal('NOT_FOUND')
  return found
}

function words(wanted: ChangeInput, { event, routes, points }: Scope, now: number): string {
  const { reason: why } = wanted
  if (wanted.kind === '改期') {
    const route = one(routes, wanted.routeId)
    return `「${route.name}」改到 ${sayDate(wanted.opensAt)} 至 ${sayDate(wanted.closesAt - 1)}：${why}`
  }
  if (wanted.kind === '停办') {
    const { pointId, routeId } = wanted
    const what = pointId ? one(points, pointId) : routeId ? one(routes, routeId) : event
    return `「${what.name}」${sayTime(wanted.from, now)}起停办：${why}`
  }
  const point = one(points, wanted.pointId)
  if (wanted.kind === '换点') return `「${point.name}」搬到${wanted.place}：${why}`
  const session = point.sessions?.find(({ sessionId }) => sessionId === wanted.sessionId)
  if (!session) throw new Refusal('NOT_FOUND')
  return `「${point.name}」${session.name}改到 ${sayTime(wanted.startsAt, now)}：${why}`
}

/** @returns the points whose savers are to be told */
async function write(
  wanted: ChangeInput,
  scope: Scope,
  change: Change,
  now: number,
): Promise<PointDocument[]> {
  const { event, routes, points } = scope
  const { moveId: changeId } = wanted
  const push = async (collection: string, _id: string, fields: object) =>
    db
      .collection(collection)
      .where({ _id, 'changes.changeId': command.neq(changeId) })
      .update({ ...fields, changes: command.push([change]) })
  if (wanted.kind === '停办') {
    const closedFrom = new Date(wanted.from)
    const { pointId, routeId } = wanted
    if (pointId) {
      await push('points', pointId, { closedFrom })
      return [one(points, pointId)]
    }
    const closed = routeId ? [one(routes, routeId)] : routes
    for (const route of closed) await push('routes', route._id, { closedFrom })
    return points.filter((point) => closed.some(({ _id }) => _id === point.routeId))
  }
  if (wanted.kind === '改期') {
    const route = one(routes, wanted.routeId)
    await moveWeeks(route, event, routes, wanted, { push, now })
    const moved = points.filter(({ routeId }) => routeId === route._id)
    for (const point of moved) await keepHours(point, wanted.opensAt, wanted.closesAt)
    return moved
  }
  const point = one(points, wanted.pointId)
  if (wanted.kind === '换点') {
    const { place, position: there } = wanted
    await push('points', point._id, { place, position: command.set(there) })
    return [point]
  }
  const sessions = (point.sessions ?? []).map((session) =>
    session.sessionId === wanted.sessionId
      ? { ...session, startsAt: new Date(wanted.startsAt), endsAt: new Date(wanted.endsAt) }
      : session,
  )
  await push('points', point._id, { sessions: command.set(sessions) })
  return [point]
}

interface Weeks {
  opensAt: number
  closesAt: number
}

/** The former weeks stay in the document: whoever scanned in them keeps his stamp, whenever it arrives. */
async function moveWeeks(
  route: RouteDocument,
  event: EventDocument,
  routes: RouteDocument[],
  { opensAt, closesAt }: Weeks,
  { push, now }: { push: (collection: string, id: string, fields: object) => Promise<unknown>; now: number },
): Promise<void> {
  if (closesAt <= opensAt) throw new Refusal('BAD_INPUT', { field: 'closesAt' })
  const former = { opensAt: route.opensAt, closesAt: route.closesAt, changedAt: new Date(now) }
  await push('routes', route._id, {
    opensAt: new Date(opensAt),
    closesAt: new Date(closesAt),
    formerWeeks: command.push([former]),
  })
  const others = routes.filter(({ _id }) => _id !== route._id).map((each) => each.closesAt.getTime())
  const last = Math.max(closesAt, route.closesAt.getTime(), ...others)
  await db
    .collection('events')
    .where({ _id: event._id })
    .update({ closesAt: new Date(last) })
}

/** A point's hours are those of its days, so they move with the weeks. */
async function keepHours(point: PointDocument & { daily?: Daily[] }, opensAt: number, closesAt: number) {
  if (!point.daily) return
  const openHours = hoursBetween(point.daily, opensAt, closesAt).map(({ from, to }) => ({
    from: new Date(from),
    to: new Date(to),
  }))
  await db
    .collection('points')
    .where({ _id: point._id })
    .update({ openHours: command.set(openHours) })
}
