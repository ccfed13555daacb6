import * as v from 'valibot'
import type { Duty } from '../../../miniprogram/domain/contract/duty'
import { reachOf } from '../../../miniprogram/domain/reach'
import { shiftsBetween } from '../../../miniprogram/domain/rota'
import type { ActionSpec } from '../../_kit/serve'
import { isOpen } from '../rota/change'
import { workplacesOf } from '../units'
import { waysTo } from './ways'

const HOUR = 3_600_000
/** A shift that begins sooner than this is one's own already. */
const SOON = 2 * HOUR
/** How far ahead its end is looked for. */
const WEEK = 7 * 24 * HOUR

/** Three database requests. */
export const myDuty: ActionSpec<Duty['myDuty']> = {
  who: 'person',
  input: v.strictObject({}),
  async run({ actor: { personId }, now }) {
    const [places, ways] = await Promise.all([workplacesOf(personId), waysTo([personId])])
    const own = { ...ways.get(personId)!, robot: false }
    const reach = reachOf(own, now)
    return {
      shifts: places.flatMap(({ unitId, name, rota }) =>
        !rota
          ? []
          : shiftsBetween(rota, now, now + WEEK)
              .filter((shift) => shift.personId === personId && shift.from < now + SOON)
              .map(({ from, to }) => ({ unitId, unitName: name, from, to })),
      ),
      swaps: places.flatMap(({ unitId, name, rota }) =>
        (rota?.swaps ?? [])
          .filter((swap) => swap.with.personId === personId && isOpen(swap, now))
          .map(() => ({ unitId, unitName: name })),
      ),
      triedAt: reach === 'tried' ? own.triedAt : null,
      reach,
      now,
    }
  },
}
