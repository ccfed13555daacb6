import * as v from 'valibot'
import type { Rallies } from '../../../miniprogram/domain/contract/rallies'
import { command, db } from '../../_kit/cloud'
import { id, moveId } from '../../_kit/inputs'
import { find } from '../../_kit/once'
import { Refusal } from '../../_kit/refusal'
import type { ActionSpec } from '../../_kit/serve'
import { requireOperator } from '../operator'
import type { EventDocument } from '../store'

/** From which states each may come. */
const FROM = { on: ['draft'], over: ['on', 'cancelled'], cancelled: ['draft', 'on'] }

/** Opens, ends or calls off an event. Three database requests, four for a repeat. */
export const setEventState: ActionSpec<Rallies['setEventState']> = {
  who: 'person',
  input: v.strictObject({ moveId, eventId: id, state: v.picklist(['on', 'over', 'cancelled']) }),
  async run({ actor, input, now }) {
    await requireOperator(actor.personId)
    const { eventId, state } = input
    const step = { moveId: input.moveId, move: state, by: actor.personId, at: new Date(now) }
    const { updated } = await db
      .collection('events')
      .where({ _id: eventId, state: command.in(FROM[state]) })
      .update({
        state,
        ...(state === 'cancelled' ? { closedFrom: new Date(now) } : {}),
        history: command.push([step]),
      })
    if (updated === 1) return { state }
    const event = await find<EventDocument>('events', eventId)
    if (!event) throw new Refusal('NOT_FOUND')
    if (!event.history?.some((each) => each.moveId === input.moveId))
      throw new Refusal('MOVE_REFUSED', {
        state: { draft: '筹备中', on: '进行中', over: '已结束', cancelled: '已取消' }[event.state],
      })
    return { state: event.state }
  },
}
