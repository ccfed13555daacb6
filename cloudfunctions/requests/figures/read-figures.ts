import * as v from 'valibot'
import { caseFigures, type CaseCount } from '../../../miniprogram/domain/case-figures'
import type { Requests } from '../../../miniprogram/domain/contract/requests'
import { monthSpan } from '../../../miniprogram/domain/times'
import { command, db } from '../../_kit/cloud'
import { Refusal } from '../../_kit/refusal'
import type { ActionSpec } from '../../_kit/serve'
import { seatOf, type Seat } from '../seat'
import { CASES } from '../store'

/** More kinds of cases a month cannot have: states, endings, stars, units. */
const GROUPS_MOST = 1000

export const month = v.pipe(v.string(), v.regex(/^20\d\d-(0[1-9]|1[0-2])$/))

/** Three requests; one month, whatever the past holds. Index received. */
export const readFigures: ActionSpec<Requests['readFigures']> = {
  who: 'person',
  input: v.strictObject({ month }),
  async run({ actor, input }) {
    const seat = await seatOf(actor.personId)
    if (!isOfficial(seat)) throw new Refusal('NOT_ALLOWED')
    const { comparesUnits = null } = seat.rules
    const counts = await countsOf(input.month)
    const units = [...new Map(counts.map(({ unitId, unitName }) => [unitId, unitName]))]
    return {
      figures: caseFigures(counts),
      units: comparesUnits
        ? units.map(([unitId, name]) => ({
            ...{ unitId, name },
            figures: caseFigures(counts.filter((count) => count.unitId === unitId)),
          }))
        : null,
      compared: comparesUnits && { by: comparesUnits.by, reason: comparesUnits.reason },
      mayExport: exportScope(seat) !== null,
    }
  },
}

export function isOfficial({ unitIds, headOf, personId, rules, operator }: Seat): boolean {
  return unitIds.length > 0 || headOf.length > 0 || rules.arbiterId === personId || operator
}

/**
 * Whose cases somebody may take out of the app: what passes through the intake, what is with the units he heads or below
 * them, what was reported to 督查. Null: none. Running the deployment is no reason to read what people wrote.
 */
export function exportScope({ unitIds, headOf, personId, rules }: Seat): object | null {
  const belongs = (unitId: string | null) =>
    unitId !== null && (unitIds.includes(unitId) || headOf.includes(unitId))
  if (belongs(rules.intakeUnitId) || rules.arbiterId === personId) return {}
  if (headOf.some((unitId) => unitId !== rules.inspectionUnitId)) return { unitPath: command.in(headOf) }
  return belongs(rules.inspectionUnitId) ? { reportedAt: command.neq(null) } : null
}

/** Those received in a Shanghai month. */
export function receivedIn(name: string) {
  const { from, to } = monthSpan(name)
  return { receivedAt: command.gte(new Date(from)).and(command.lt(new Date(to))) }
}

async function countsOf(name: string): Promise<CaseCount[]> {
  const $ = command.aggregate
  const { data } = await db
    .collection(CASES)
    .aggregate()
    .match(receivedIn(name))
    .group({
      _id: {
        ...{ state: '$state', ending: '$ending', unitId: '$unitId', unitName: '$unitName' },
        ...{ stars: '$rating.stars', savedTrip: '$rating.savedTrip' },
        disputed: $.gt(['$disputes', 0]),
        late: $.gt(['$lateAt', null]),
      },
      n: $.sum(1),
    })
    .limit(GROUPS_MOST)
    .end()
  const groups = data as { _id: Omit<CaseCount, 'n'>; n: number }[]
  return groups.map(({ _id, n }) => ({
    ..._id,
    ...{ ending: _id.ending ?? null, stars: _id.stars ?? null, savedTrip: _id.savedTrip === true, n },
  }))
}
