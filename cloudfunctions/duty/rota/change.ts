/** Changing a rota: the only way it is ever written. */
import type { RotaView } from '../../../miniprogram/domain/contract/duty/rota'
import { can, type Permission } from '../../../miniprogram/domain/permissions'
import { keptChanges, type RotaChange, type Swap } from '../../../miniprogram/domain/rota'
import { command, db } from '../../_kit/cloud'
import { addOnce } from '../../_kit/once'
import { Refusal } from '../../_kit/refusal'
import { unitFor, type RotaDocument, type UnitInTree } from '../units'
import { emptyRota, presentRota } from './present'

export type RotaFields = Partial<Pick<RotaDocument, 'since' | 'weeks' | 'changes' | 'swaps'>>

interface Move {
  unitId: string
  move: string
  moveId: string
  by: string
  now: number
  permission: Permission
}

export interface Decision {
  unit: UnitInTree
  rota: RotaDocument
  /** He may arrange for others. */
  arranges: boolean
}

const ATTEMPTS = 4
const DAY = 24 * 60 * 60 * 1000
const LONGEST = 31 * DAY
const FARTHEST = 366 * DAY
/** Long enough that a phone's repeat of a lost answer is known; nobody's nights are kept on record. */
const HISTORY = 60

/**
 * Loads, lets `decide` say what becomes of it, and writes that by a conditional update on (id, revision as loaded); who
 * loses a race decides anew by what stands there then. Three database requests with the caller's own; two more for each
 * race lost; one more for a unit's first rota.
 * @param decide pure; throws Refusal
 */
export async function changeRota(
  { unitId, move, moveId, by, now, permission }: Move,
  decide: (decision: Decision) => RotaFields,
): Promise<RotaView> {
  for (let attempt = 1; ; attempt += 1) {
    const { unit, circumstances } = await unitFor(unitId, by, permission)
    const rota = unit.rota ?? emptyRota(unitId, now)
    if (rota.history.some((entry) => entry.moveId === moveId)) return presentRota(unit, circumstances, now)
    const arranges = can('duty.arrange', circumstances)
    const fields = tidied(decide({ unit, rota, arranges }), now)
    const entry = { moveId, move, by, at: new Date(now) }
    if (!unit.rota) await addOnce<RotaDocument>('rotas', rota)
    const { updated } = await db
      .collection('rotas')
      .where({ _id: unitId, revision: rota.revision })
      .update({
        ...fields,
        changedAt: new Date(now),
        revision: command.inc(1),
        history: command.push({ each: [entry], slice: -HISTORY }),
      })
    if (updated === 1) {
      const changed = { ...rota, ...fields, revision: rota.revision + 1 }
      return presentRota({ ...unit, rota: changed }, circumstances, now)
    }
    if (attempt === ATTEMPTS) throw new Refusal('BUSY')
  }
}

/** What is over for good goes with the next change. */
function tidied(fields: RotaFields, now: number): RotaFields {
  return {
    ...fields,
    ...(fields.changes ? { changes: keptChanges(fields.changes, now) } : {}),
    ...(fields.swaps ? { swaps: fields.swaps.filter((swap) => isOpen(swap, now)) } : {}),
  }
}

/** A proposal that came too late is none. */
export function isOpen(swap: Swap, now: number): boolean {
  return swap.by.from.getTime() > now && swap.with.from.getTime() > now
}

/**
 * What is left of a stretch: the past is not rewritten.
 * @throws Refusal SHIFT_OVER; BAD_INPUT for one that ends before it begins or is longer than a month, or a year away
 */
export function stretchLeft({ from, to }: { from: number; to: number }, now: number) {
  if (to <= from || to - from > LONGEST || from > now + FARTHEST) throw new Refusal('BAD_INPUT')
  if (to <= now) throw new Refusal('SHIFT_OVER')
  return { from: Math.max(from, now), to }
}

/** A stretch that somebody else has from now on. */
export function changeOf(
  kind: RotaChange['kind'],
  stretch: { from: number; to: number },
  personId: string | null,
  { moveId, by, now }: { moveId: string; by: string; now: number },
): RotaChange {
  return {
    moveId,
    kind,
    from: new Date(stretch.from),
    to: new Date(stretch.to),
    personId,
    by,
    at: new Date(now),
  }
}
