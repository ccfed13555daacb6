import { createHmac } from 'node:crypto'
import * as v from 'valibot'
import type { Rallies } from '../../../miniprogram/domain/contract/rallies'
import { draftedId } from '../../_kit/ids'
import { draftId, id } from '../../_kit/inputs'
import { addOnce, find } from '../../_kit/once'
import { Refusal } from '../../_kit/refusal'
import type { ActionSpec } from '../../_kit/serve'
import type { DeskDocument } from '../gifts/store'
import { requireOperator } from '../operator'
import { newestKey } from '../point-secrets'
import { sceneKeys } from '../scene-check'
import type { PointDocument, RouteDocument } from '../store'
import { digestOf, presentShift, type ShiftDocument } from './store'

const LONGEST_MS = 16 * 3_600_000
const moment = v.pipe(v.number(), v.minValue(0), v.maxValue(8.64e15))

/** Makes a shift and its one-time code. Four database requests, five for a point. */
export const makeShift: ActionSpec<Rallies['makeShift']> = {
  who: 'person',
  input: v.pipe(
    v.strictObject({
      draftId,
      placeId: id,
      kind: v.picklist(['point', 'desk']),
      name: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(20)),
      startsAt: moment,
      endsAt: moment,
    }),
    v.check(({ startsAt, endsAt }) => endsAt > startsAt && endsAt - startsAt <= LONGEST_MS),
  ),
  async run({ actor, input, now }) {
    await requireOperator(actor.personId)
    const place = await placeOf(input.kind, input.placeId)
    const shiftId = draftedId(actor.personId, 'shift', input.draftId)
    const token = tokenOf(shiftId)
    const { document } = await addOnce<ShiftDocument>('shifts', {
      _id: shiftId,
      eventId: place.eventId,
      kind: input.kind,
      placeId: input.placeId,
      placeName: place.name,
      name: input.name,
      startsAt: new Date(input.startsAt),
      endsAt: new Date(input.endsAt),
      codeDigest: digestOf(token),
      personId: null,
      takenAt: null,
      history: [{ moveId: input.draftId, move: 'make', by: actor.personId, at: new Date(now) }],
    })
    return { shift: presentShift(document), code: `S.${token}` }
  },
}

/** Follows from the shift and a secret: a repeat after a lost answer shows the same code, and it is kept nowhere. */
function tokenOf(shiftId: string): string {
  const key = sceneKeys()[newestKey()]!
  return createHmac('sha256', key).update(`shift code ${shiftId}`).digest('base64url').slice(0, 22)
}

async function placeOf(kind: 'point' | 'desk', placeId: string) {
  if (kind === 'desk') {
    const desk = await find<DeskDocument>('desks', placeId)
    if (!desk) throw new Refusal('NOT_FOUND')
    return desk
  }
  const point = await find<PointDocument>('points', placeId)
  const route = point && (await find<RouteDocument>('routes', point.routeId))
  if (!point || !route) throw new Refusal('NOT_FOUND')
  return { eventId: route.eventId, name: point.name }
}
