import * as v from 'valibot'
import type { Rallies } from '../../../miniprogram/domain/contract/rallies'
import { command, db } from '../../_kit/cloud'
import type { ActionSpec } from '../../_kit/serve'
import { requireOperator } from '../operator'
import type { EventDocument } from '../store'

const STATES: EventDocument['state'][] = ['on', 'draft', 'over', 'cancelled']

/** Every carnival of the deployment, what is on first. Three database requests. */
export const listEvents: ActionSpec<Rallies['listEvents']> = {
  who: 'person',
  input: v.strictObject({}),
  async run({ actor }) {
    await requireOperator(actor.personId)
    const { data } = await db
      .collection('events')
      .where({ state: command.in(STATES) })
      .limit(50)
      .get()
    const events = (data as EventDocument[]).map(({ _id: eventId, name, state }) => ({
      eventId,
      name,
      state,
    }))
    return { events: events.sort((one, other) => STATES.indexOf(one.state) - STATES.indexOf(other.state)) }
  },
}
