import * as v from 'valibot'
import type { Duty } from '../../miniprogram/domain/contract/duty'
import { can } from '../../miniprogram/domain/permissions'
import { command, db } from '../_kit/cloud'
import { id, moveId } from '../_kit/inputs'
import { Refusal } from '../_kit/refusal'
import type { ActionSpec } from '../_kit/serve'
import { presentRota } from './rota/present'
import { staffOf, unitFor, type UnitInTree } from './units'

/** Moves kept: enough that a phone's repeat is known, and that it can be seen who changed the number last. */
const HISTORY = 40

/** Digits, and what stands between them on a visiting card. */
const phone = v.pipe(v.string(), v.regex(/^[\d\- ]{0,20}$/))
const key = v.nullable(v.pipe(v.string(), v.regex(/^[\w-]{0,80}$/)))

/** Three database requests; five for an operator. */
export const editUnit: ActionSpec<Duty['editUnit']> = {
  who: 'person',
  input: v.strictObject({ unitId: id, headId: v.nullable(id), dutyPhone: phone, robotKey: key, moveId }),
  async run({ actor, input, now }) {
    const { unit, circumstances } = await unitFor(input.unitId, actor.personId, 'duty.arrange')
    if (unit.history?.some((entry) => entry.moveId === input.moveId))
      return presentRota(unit, circumstances, now)
    const staff = staffOf(unit)
    const appoints = input.headId !== unit.headId
    if (appoints && !can('duty.appoint', circumstances)) throw new Refusal('NOT_ALLOWED')
    if (appoints && input.headId !== null && !staff.has(input.headId)) throw new Refusal('NOT_STAFF')
    const { headId, dutyPhone, robotKey } = input
    const fields = { headId, dutyPhone: dutyPhone.trim(), ...(robotKey === null ? {} : { robotKey }) }
    await write(unit, fields, { moveId: input.moveId, by: actor.personId, now })
    const headName = appoints ? (staff.get(headId ?? '') ?? '') : unit.headName
    return presentRota({ ...unit, ...fields, headName }, circumstances, now)
  },
}

/** On (id, revision as loaded). @throws Refusal BUSY when somebody else was first */
async function write(
  { _id, revision }: UnitInTree,
  fields: object,
  { moveId: move, by, now }: { moveId: string; by: string; now: number },
): Promise<void> {
  const entry = { moveId: move, move: 'editUnit', by, at: new Date(now) }
  const { updated } = await db
    .collection('units')
    .where({ _id, revision: revision ?? command.exists(false) })
    .update({
      ...fields,
      revision: (revision ?? 0) + 1,
      history: command.push({ each: [entry], slice: -HISTORY }),
    })
  if (updated !== 1) throw new Refusal('BUSY')
}
