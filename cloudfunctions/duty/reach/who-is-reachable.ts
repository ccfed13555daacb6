import * as v from 'valibot'
import type { Duty } from '../../../miniprogram/domain/contract/duty'
import type { ReachView } from '../../../miniprogram/domain/contract/duty/reach'
import { maskPhone } from '../../../miniprogram/domain/people'
import { can, type Circumstances } from '../../../miniprogram/domain/permissions'
import { reachOf, type Ways } from '../../../miniprogram/domain/reach'
import { command, db } from '../../_kit/cloud'
import { id } from '../../_kit/inputs'
import { Refusal } from '../../_kit/refusal'
import type { ActionSpec } from '../../_kit/serve'
import { shiftsOf } from '../rota/present'
import { seatsOf, staffOf, unitsWhere, type UnitWithRota } from '../units'
import { waysTo } from './ways'

const AHEAD = 12 * 3_600_000
const MOST = 100

interface Found {
  conversationId: string
  reader: Circumstances
  ways: Map<string, Omit<Ways, 'robot'>>
  numbers: Map<string, string>
  now: number
}

/** Six database requests: who asks, his seats, the group's unit, those below it, ways and numbers of who is on duty. */
export const whoIsReachable: ActionSpec<Duty['whoIsReachable']> = {
  who: 'person',
  input: v.strictObject({ conversationId: id }),
  async run({ actor: { personId }, input: { conversationId }, now }) {
    const member = (await seatsOf(personId)).find((seat) => seat.conversationId === conversationId)
    const unitId = member?.groups[0]?.unitId
    if (!member || !unitId) throw new Refusal('NOT_MEMBER')
    const [[top], below] = await Promise.all([
      unitsWhere({ _id: unitId }, 1),
      unitsWhere({ parentId: unitId }, MOST),
    ])
    const units = [...(top ? [top] : []), ...below].filter((unit) =>
      can('duty.read', circumstancesOf(unit, top?.headId)),
    )
    if (units.length === 0) throw new Refusal('NOT_ALLOWED')
    const ids = [...new Set(units.flatMap((unit) => onDuty(unit, now)))]
    const [ways, numbers] = await Promise.all([waysTo(ids), numbersOf(ids)])
    const found = { conversationId, reader: { personId, member }, ways, numbers, now }
    return {
      units: units.map((unit) => ({
        unitId: unit._id,
        name: unit.name,
        dutyPhone: unit.dutyPhone ?? '',
        rows: rowsOf(unit, found),
      })),
      now,
    }

    function circumstancesOf(unit: UnitWithRota, topHeadId?: string | null): Circumstances {
      const headIds = [unit.headId, topHeadId].filter((headId) => typeof headId === 'string')
      return { personId, member, unit: { headIds, staffIds: [...staffOf(unit).keys()] } }
    }
  },
}

function onDuty(unit: UnitWithRota, now: number): string[] {
  return shiftsOf(unit, now, now + AHEAD).flatMap(({ personId }) => personId ?? [])
}

/** One request; none for nobody. */
async function numbersOf(personIds: string[]): Promise<Map<string, string>> {
  if (personIds.length === 0) return new Map()
  const { data } = await db
    .collection('phones')
    .where({ _id: command.in(personIds) })
    .limit(personIds.length)
    .get()
  return new Map((data as { _id: string; number: string }[]).map(({ _id, number }) => [_id, number]))
}

function rowsOf(unit: UnitWithRota, found: Found): ReachView[] {
  return shiftsOf(unit, found.now, found.now + AHEAD).map(({ from, to, personId }) =>
    personId === null
      ? { ...NOBODY, from, to, name: unit.headName }
      : { from, to, personId, ...whoOf(unit, personId, found) },
  )
}

const NOBODY = {
  personId: null,
  reach: null,
  triedAt: null,
  outside: false,
  phoneMasked: null,
  mayReveal: false,
}

function whoOf(
  unit: UnitWithRota,
  personId: string,
  { conversationId, reader, ways, numbers, now }: Found,
): Pick<ReachView, 'name' | 'reach' | 'triedAt' | 'outside' | 'phoneMasked' | 'mayReveal'> {
  const known = { ...ways.get(personId)!, robot: Boolean(unit.robotKey) }
  const reach = reachOf(known, now)
  const here = unit.colleagues.find(
    (each) => each.personId === personId && each.conversationId === conversationId && each.state === 'active',
  )
  const number = numbers.get(personId)
  return {
    name: staffOf(unit).get(personId) ?? '',
    reach,
    triedAt: reach === 'tried' ? known.triedAt : null,
    outside: !here,
    phoneMasked: number ? maskPhone(number) : null,
    mayReveal: Boolean(here && number) && can('groups.revealPhone', { ...reader, target: here }),
  }
}
