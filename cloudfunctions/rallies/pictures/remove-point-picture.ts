import * as v from 'valibot'
import type { Rallies } from '../../../miniprogram/domain/contract/rallies'
import { command, db } from '../../_kit/cloud'
import { id, moveId } from '../../_kit/inputs'
import { find } from '../../_kit/once'
import { Refusal } from '../../_kit/refusal'
import type { ActionSpec } from '../../_kit/serve'
import { requireOperator } from '../operator'
import type { PointDocument, Step } from '../store'

/**
 * Takes a picture from a point. Its file stays in the storage, unreachable: a message may show the same. Three database
 * requests.
 */
export const removePointPicture: ActionSpec<Rallies['removePointPicture']> = {
  who: 'person',
  input: v.strictObject({ moveId, pointId: id, pictureId: id }),
  async run({ actor, input, now }) {
    await requireOperator(actor.personId)
    const { pointId: _id, pictureId } = input
    const step: Step = { moveId: input.moveId, move: 'removePicture', by: actor.personId, at: new Date(now) }
    await db
      .collection('points')
      .where({ _id, 'pictures.pictureId': pictureId, 'history.moveId': command.neq(input.moveId) })
      .update({
        pictures: command.pull({ pictureId }),
        history: command.push([{ ...step, detail: pictureId }]),
      })
    const point = await find<PointDocument>('points', _id)
    if (!point) throw new Refusal('NOT_FOUND')
    return { pictures: (point.pictures ?? []).map((picture) => picture.pictureId) }
  },
}
