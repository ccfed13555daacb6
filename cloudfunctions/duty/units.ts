/** A unit with all that decides who is on duty there and who may say so, joined in the database by `_id` or index. */
import { can, type Circumstances, type Permission } from '../../miniprogram/domain/permissions'
import { HEAD_ROLE } from '../../miniprogram/domain/roles'
import type { Rota, Swap } from '../../miniprogram/domain/rota'
import { command, db } from '../_kit/cloud'
import { find } from '../_kit/once'
import { Refusal } from '../_kit/refusal'
import { headsOf, JOINED_ABOVE, type UnitDocument } from '../_kit/units'

export interface RotaDocument extends Rota {
  /** Counts its changes: what a change expects to find, so that of two at the same instant one looks again. */
  revision: number
  /** When it last changed: each area's timer passes on what of its @ is another's now. Missing before the first change. */
  changedAt?: Date
  swaps: Swap[]
  history: { moveId: string; move: string; by: string; at: Date }[]
}

/** What a membership says of a colleague. */
interface Colleague {
  personId: string
  name: string
  conversationId: string
  role: string
  state: 'active' | 'removed'
  phoneShared?: boolean
}

export interface UnitWithRota extends UnitDocument {
  /** Counts the changes of what `editUnit` writes; missing before the first. */
  revision?: number
  history?: { moveId: string; move: string; by: string; at: Date }[]
  rota: RotaDocument | null
  /** Its memberships in any group; see `staffOf`. */
  colleagues: Colleague[]
  headName: string
}

/** A unit, and those above it up to the third. */
export interface UnitInTree extends UnitWithRota {
  above: UnitDocument[]
}

interface Joined extends UnitDocument {
  rotas: RotaDocument[]
  colleagues: Colleague[]
  heads: { name: string }[]
}
type JoinedInTree = Joined & Record<'above1' | 'above2' | 'above3', UnitDocument[]>

/** What is read of all that is joined: histories stay where they are. */
const FIELDS = {
  name: 1,
  parentId: 1,
  headId: 1,
  dutyPhone: 1,
  robotKey: 1,
  revision: 1,
  history: 1,
  rotas: 1,
  'colleagues.personId': 1,
  'colleagues.name': 1,
  'colleagues.conversationId': 1,
  'colleagues.role': 1,
  'colleagues.state': 1,
  'colleagues.phoneShared': 1,
  'heads.name': 1,
}

const joined = (where: object, limit: number) =>
  db
    .collection('units')
    .aggregate()
    .match(where)
    .limit(limit)
    .lookup({ from: 'rotas', localField: '_id', foreignField: '_id', as: 'rotas' })
    .lookup({ from: 'members', localField: '_id', foreignField: 'unitId', as: 'colleagues' })
    .lookup({ from: 'persons', localField: 'headId', foreignField: '_id', as: 'heads' })

/** One request. @throws Refusal NOT_FOUND */
async function findUnit(unitId: string): Promise<UnitInTree> {
  let page = joined({ _id: unitId }, 1)
  for (const join of JOINED_ABOVE) page = page.lookup(join)
  const { data } = await page.project({ ...FIELDS, above1: 1, above2: 1, above3: 1 }).end()
  const [found] = data as JoinedInTree[]
  if (!found) throw new Refusal('NOT_FOUND')
  const { above1, above2, above3, ...unit } = found
  return { ...withRota(unit), above: [...above1, ...above2, ...above3] }
}

/** Units by an index of their own, with their rotas. One request. */
export async function unitsWhere(where: object, limit: number): Promise<UnitWithRota[]> {
  const { data } = await joined(where, limit).project(FIELDS).end()
  return (data as Joined[]).map(withRota)
}

function withRota({ rotas, heads, ...unit }: Joined): UnitWithRota {
  return { ...unit, rota: rotas[0] ?? null, headName: heads[0]?.name ?? '' }
}

/** Who works for a unit: whom some group's roster counts to it, each once. */
export function staffOf({ colleagues }: Pick<UnitWithRota, 'colleagues'>): Map<string, string> {
  return new Map(
    colleagues.filter(({ state }) => state === 'active').map(({ personId, name }) => [personId, name]),
  )
}

/** For `can`. */
export function circumstancesOf(unit: UnitInTree, personId: string): Circumstances {
  const aboveIds = headsOf({ headId: null, above: unit.above })
  return { personId, unit: { headIds: headsOf(unit), aboveIds, staffIds: [...staffOf(unit).keys()] } }
}

/**
 * A unit, checked. One request; two more for who neither works there nor leads it.
 * @throws Refusal NOT_FOUND for a unit he may not see: which units there are is told to nobody else
 */
export async function unitFor(
  unitId: string,
  personId: string,
  permission: Permission = 'duty.read',
): Promise<{ unit: UnitInTree; circumstances: Circumstances }> {
  const unit = await findUnit(unitId)
  const own = circumstancesOf(unit, personId)
  if (can(permission, own)) return { unit, circumstances: own }
  const [member, person] = await Promise.all([
    headshipOver([unit, ...unit.above], personId),
    find<{ operator?: boolean }>('persons', personId),
  ])
  const circumstances = { ...own, member, operator: person?.operator === true }
  if (!can('duty.read', circumstances)) throw new Refusal('NOT_FOUND')
  if (!can(permission, circumstances)) throw new Refusal('NOT_ALLOWED')
  return { unit, circumstances }
}

/** A person's memberships with the groups they are in: at most 100. One request. */
export async function seatsOf(personId: string) {
  const { data } = await db
    .collection('members')
    .aggregate()
    .match({ personId, state: 'active' })
    .limit(100)
    .lookup({ from: 'conversations', localField: 'conversationId', foreignField: '_id', as: 'groups' })
    .project({
      role: 1,
      state: 1,
      unitId: 1,
      conversationId: 1,
      private: 1,
      'groups.unitId': 1,
      'groups.kind': 1,
    })
    .end()
  return data as {
    role: string
    state: 'active'
    unitId: string | null
    conversationId: string
    groups: { unitId: string; kind: string }[]
  }[]
}

/** The membership by which he is 群主 of a group of one of these units; null when he is of none. */
async function headshipOver(units: UnitDocument[], personId: string) {
  const seats = await seatsOf(personId)
  const ids = new Set(units.map(({ _id }) => _id))
  return seats.find(({ role, groups }) => role === HEAD_ROLE && groups.some((g) => ids.has(g.unitId))) ?? null
}

/** Where a person works: the units with their rotas. One request. */
export async function workplacesOf(
  personId: string,
): Promise<{ unitId: string; name: string; rota: RotaDocument | null }[]> {
  const { data } = await db
    .collection('members')
    .aggregate()
    .match({ personId, state: 'active' })
    .limit(100)
    .lookup({ from: 'units', localField: 'unitId', foreignField: '_id', as: 'units' })
    .lookup({ from: 'rotas', localField: 'unitId', foreignField: '_id', as: 'rotas' })
    .project({ 'units._id': 1, 'units.name': 1, rotas: 1 })
    .end()
  const seats = data as { units: { _id: string; name: string }[]; rotas: RotaDocument[] }[]
  const places = seats.flatMap(({ units: [unit], rotas: [rota] }) =>
    unit ? [[unit._id, { unitId: unit._id, name: unit.name, rota: rota ?? null }] as const] : [],
  )
  return [...new Map(places).values()]
}

export const anyOf = (ids: string[]) => command.in(ids)
