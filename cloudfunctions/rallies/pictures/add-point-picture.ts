import * as v from 'valibot'
import type { Rallies } from '../../../miniprogram/domain/contract/rallies'
import { POINT_PICTURES_MAX } from '../../../miniprogram/domain/point-pictures'
import { command, db } from '../../_kit/cloud'
import { id, moveId } from '../../_kit/inputs'
import { find } from '../../_kit/once'
import { beginLooseChecks, checkOwnPictures, pictureIdOf } from '../../_kit/pictures'
import { Refusal } from '../../_kit/refusal'
import type { ActionSpec } from '../../_kit/serve'
import { requireOperator } from '../operator'
import type { PointDocument, Step } from '../store'

const side = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(20_000))
const fileId = v.pipe(v.string(), v.minLength(1), v.maxLength(300))
/** Where the fourth would be missing there is room: the count and the adding are one update. */
const LAST = `pictures.${POINT_PICTURES_MAX - 1}`

/**
 * One more picture of a point, once for a picture however often it is sent. Nobody but operators sees it before WeChat has
 * looked at it. Six database requests and two of the storage.
 * @throws Refusal POINT_PICTURES_FULL, PICTURE_…
 */
export const addPointPicture: ActionSpec<Rallies['addPointPicture']> = {
  who: 'person',
  input: v.strictObject({ moveId, pointId: id, fileId, width: side, height: side }),
  async run({ actor, input, now }) {
    await requireOperator(actor.personId)
    const { pointId: _id, width, height } = input
    const documents = await checkOwnPictures([input.fileId], actor.personId)
    const pictureId = pictureIdOf(input.fileId)
    const step: Step = { moveId: input.moveId, move: 'addPicture', by: actor.personId, at: new Date(now) }
    await db
      .collection('points')
      .where({
        _id,
        [LAST]: command.exists(false),
        'pictures.pictureId': command.neq(pictureId),
        'history.moveId': command.neq(input.moveId),
      })
      .update({
        pictures: command.push([{ pictureId, fileId: input.fileId, width, height }]),
        history: command.push([{ ...step, detail: pictureId }]),
      })
    const point = await find<PointDocument>('points', _id)
    if (!point) throw new Refusal('NOT_FOUND')
    const pictures = (point.pictures ?? []).map((picture) => picture.pictureId)
    const done = point.history?.some((each) => each.moveId === input.moveId)
    if (!done && !pictures.includes(pictureId))
      throw new Refusal('POINT_PICTURES_FULL', { max: POINT_PICTURES_MAX })
    await beginLooseChecks(documents, actor.openid, now)
    return { pictures }
  },
}
