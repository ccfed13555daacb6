/** Units with what decides who answers for them: rota, head, and the heads above. */
import { onDutyAt, type Rota } from '../../miniprogram/domain/rota'
import { command, db } from './cloud'

export interface UnitDocument {
  _id: string
  name: string
  parentId: string | null
  headId: string | null
  dutyPhone?: string
  /** A robot of the unit's WeCom group: a secret, never answered to phones. */
  robotKey?: string
}

export interface AnsweringUnit extends UnitDocument {
  rota: Pick<Rota, 'since' | 'weeks' | 'changes'> | null
  /** Above it, the nearest first. */
  above: UnitDocument[]
}

interface Joined extends UnitDocument {
  rotas: AnsweringUnit['rota'][]
  above1: UnitDocument[]
  above2: UnitDocument[]
  above3: UnitDocument[]
}

/** Stages that join to units those above them. */
export const JOINED_ABOVE = [
  { from: 'units', localField: 'parentId', foreignField: '_id', as: 'above1' },
  { from: 'units', localField: 'above1.parentId', foreignField: '_id', as: 'above2' },
  { from: 'units', localField: 'above2.parentId', foreignField: '_id', as: 'above3' },
]

/** Stages that join to units what stands in `AnsweringUnit`. */
export const JOINED_TO_UNITS = [
  { from: 'rotas', localField: '_id', foreignField: '_id', as: 'rotas' },
  ...JOINED_ABOVE,
]

export function answeringUnit({ rotas, above1, above2, above3, ...unit }: Joined): AnsweringUnit {
  return { ...unit, rota: rotas[0] ?? null, above: [...above1, ...above2, ...above3] }
}

/** At most 100 units by id, in one request; those that are not there are left out. */
export async function answeringUnits(ids: string[]): Promise<AnsweringUnit[]> {
  if (ids.length === 0) return []
  let page = db
    .collection('units')
    .aggregate()
    .match({ _id: command.in(ids) })
    .limit(ids.length)
  for (const join of JOINED_TO_UNITS) page = page.lookup(join)
  const { data } = await page.end()
  return (data as Joined[]).map(answeringUnit)
}

/** Who is on duty there at a moment, and until when, in ms; nobody, without end, where there is no rota. */
export function onDutyIn({ rota }: Pick<AnsweringUnit, 'rota'>, at: number) {
  if (!rota) return { personId: null, until: null }
  const { personId, to } = onDutyAt(rota, at)
  return { personId, until: to }
}

/** The unit's head and those above, the nearest first. */
export function headsOf(unit: Pick<AnsweringUnit, 'headId' | 'above'>): string[] {
  return [unit.headId, ...unit.above.map(({ headId }) => headId)].filter((id) => id !== null)
}
