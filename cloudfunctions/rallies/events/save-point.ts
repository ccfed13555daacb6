import * as v from 'valibot'
import type { Rallies } from '../../../miniprogram/domain/contract/rallies'
import { db } from '../../_kit/cloud'
import { id } from '../../_kit/inputs'
import { addOnce, find } from '../../_kit/once'
import { Refusal } from '../../_kit/refusal'
import type { ActionSpec } from '../../_kit/serve'
import type { PointDocument } from '../store'

/** A point somebody wants to hear of; `readAt` until when he has read its changes. */
export interface SavedPoint {
  _id: string
  personId: string
  pointId: string
  readAt: Date
}

/** Saves a point, or no longer. Three database requests. */
export const savePoint: ActionSpec<Rallies['savePoint']> = {
  who: 'person',
  input: v.strictObject({ pointId: id, saved: v.boolean() }),
  async run({ actor, input, now }) {
    const { personId } = actor
    const { pointId, saved } = input
    const _id = `${personId}.${pointId}`
    if (!saved) {
      await db.collection('savedPoints').where({ _id }).remove()
      return { saved }
    }
    if (!(await find<PointDocument>('points', pointId))) throw new Refusal('NOT_FOUND')
    await addOnce<SavedPoint>('savedPoints', { _id, personId, pointId, readAt: new Date(now) })
    return { saved }
  },
}
