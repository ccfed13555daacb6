import * as v from 'valibot'
import type { Rallies } from '../../../miniprogram/domain/contract/rallies'
import { parseCode } from '../../../miniprogram/domain/codes'
import { command, db } from '../../_kit/cloud'
import { Refusal } from '../../_kit/refusal'
import type { ActionSpec } from '../../_kit/serve'
import { digestOf, presentShift, shiftTimes, type ShiftDocument } from './store'

/** Takes the shift of a one-time code: who scans it first has it. Three database requests. */
export const takeShift: ActionSpec<Rallies['takeShift']> = {
  who: 'person',
  input: v.strictObject({ code: v.pipe(v.string(), v.maxLength(80)) }),
  async run({ actor, input, now }) {
    const code = parseCode(input.code)
    if (code?.kind !== 'shift') throw new Refusal('CODE_UNREADABLE')
    const shift = await shiftOf(code.token)
    if (!shift) throw new Refusal('CODE_FORGED')
    if (shiftTimes(shift).until <= now) throw new Refusal('SHIFT_NOT_ON')
    if (shift.personId === actor.personId) return { shift: presentShift(shift) }
    const step = { moveId: `take.${shift._id}`, move: 'take', by: actor.personId, at: new Date(now) }
    const { updated } = await db
      .collection('shifts')
      .where({ _id: shift._id, personId: null })
      .update({ personId: actor.personId, takenAt: new Date(now), history: command.push([step]) })
    // At the same instant twice by one person is one taking.
    if (updated === 0 && (await shiftOf(code.token))?.personId !== actor.personId)
      throw new Refusal('SHIFT_CODE_USED')
    return { shift: presentShift({ ...shift, personId: actor.personId }) }
  },
}

async function shiftOf(token: string): Promise<ShiftDocument | undefined> {
  const { data } = await db
    .collection('shifts')
    .where({ codeDigest: digestOf(token) })
    .limit(1)
    .get()
  return data[0] as ShiftDocument | undefined
}
