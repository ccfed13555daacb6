/** A gathering as it is stored, and who may see it. */
import type { GatheringLine } from '../../../miniprogram/domain/contract/requests/gatherings'
import type { Named } from '../../../miniprogram/domain/case-moves'
import { can } from '../../../miniprogram/domain/permissions'
import { find } from '../../_kit/once'
import { Refusal } from '../../_kit/refusal'
import { belongsTo, type Seat } from '../seat'

export const GATHERINGS = 'gatherings'

export interface GatheringDocument {
  _id: string
  name: string
  heldAt: Date
  /** Who took part: what is late of it climbs to him. */
  leaderId: string
  leaderName: string
  scribes: Named[]
  madeBy: string
  /** Its scribes and who made it: nobody else sees it. */
  keeperIds: string[]
  createdAt: Date
  /** Of what it was made of: the same draft with other content is refused. */
  fingerprint: string
}

/** @throws Refusal NOT_FOUND, the same for "not there" and "not yours": an id must not be probed */
export async function gatheringFor(gatheringId: string, personId: string): Promise<GatheringDocument> {
  const gathering = await find<GatheringDocument>(GATHERINGS, gatheringId)
  if (!gathering || !can('requests.takeDown', { personId, keeperIds: gathering.keeperIds }))
    throw new Refusal('NOT_FOUND')
  return gathering
}

export function mayGather(seat: Seat): boolean {
  const { personId, operator, rules } = seat
  return can('requests.gather', { personId, operator, intake: belongsTo(seat, rules.intakeUnitId) })
}

export function lineOf({ _id, name, heldAt, leaderName }: GatheringDocument): GatheringLine {
  return { gatheringId: _id, name, heldAt: heldAt.getTime(), leaderName }
}
