import * as v from 'valibot'
import type { Duty } from '../../../miniprogram/domain/contract/duty'
import { HEAD_ROLE } from '../../../miniprogram/domain/roles'
import { find } from '../../_kit/once'
import type { ActionSpec } from '../../_kit/serve'
import { anyOf, seatsOf, unitsWhere } from '../units'
import { presentSummary } from './present'

const MOST = 100

/** Five database requests; four for who sees none, five for an operator, who sees the district’s. */
export const listRotas: ActionSpec<Duty['listRotas']> = {
  who: 'person',
  input: v.strictObject({}),
  async run({ actor, now }) {
    const { personId } = actor
    const [seats, led] = await Promise.all([seatsOf(personId), unitsWhere({ headId: personId }, MOST)])
    const over = new Set([
      ...led.map(({ _id }) => _id),
      ...seats.flatMap(({ role, groups }) =>
        role === HEAD_ROLE ? groups.map(({ unitId }) => unitId).filter(Boolean) : [],
      ),
    ])
    const own = new Set(seats.map(({ unitId }) => unitId).filter((id) => id !== null))
    if (over.size + own.size === 0) return { units: await ofOperator(personId, now), now }
    const [units, below] = await Promise.all([
      unitsWhere({ _id: anyOf([...own, ...over]) }, MOST),
      over.size > 0 ? unitsWhere({ parentId: anyOf([...over]) }, MOST) : [],
    ])
    const all = new Map([...units, ...below].map((unit) => [unit._id, presentSummary(unit, personId, now)]))
    // His own first: that is what he came for.
    const sorted = [...all.values()].sort((one, other) => Number(other.mine) - Number(one.mine))
    return { units: sorted.slice(0, MOST), now }
  },
}

async function ofOperator(personId: string, now: number) {
  const person = await find<{ operator?: boolean }>('persons', personId)
  if (!person?.operator) return []
  return (await unitsWhere({}, MOST)).map((unit) => presentSummary(unit, personId, now))
}
