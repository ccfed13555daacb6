import * as v from 'valibot'
import type { Rallies } from '../../../miniprogram/domain/contract/rallies'
import { command, db } from '../../_kit/cloud'
import type { ActionSpec } from '../../_kit/serve'
import { presentShift, shiftTimes, type ShiftDocument } from './store'

const HOUR = 3_600_000

/** One's own shifts that are on or to come, the next first. Two database requests. */
export const myShifts: ActionSpec<Rallies['myShifts']> = {
  who: 'person',
  input: v.strictObject({}),
  async run({ actor, now }) {
    const { data } = await db
      .collection('shifts')
      .where({ personId: actor.personId, endsAt: command.gt(new Date(now - HOUR)) })
      .orderBy('endsAt', 'asc')
      .limit(50)
      .get()
    const on = (data as ShiftDocument[]).filter((shift) => shiftTimes(shift).until > now)
    return { shifts: on.map(presentShift) }
  },
}
