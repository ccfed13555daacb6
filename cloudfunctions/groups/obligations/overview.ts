/** Who sees every @ of a group: 群主, and heads of units for theirs. */
import { can } from '../../../miniprogram/domain/permissions'
import { HEAD_ROLE } from '../../../miniprogram/domain/roles'
import { Refusal } from '../../_kit/refusal'
import { seatOf, type Seat } from '../store'
import { unitsHeadedBy } from './headed-units'

export interface Overview {
  seat: Seat
  isGroupHead: boolean
  /** The units he heads, and those below; not asked for of 群主, who sees all. */
  unitIds: string[]
}

/** One request for 群主, two for everyone else. @throws Refusal NOT_MEMBER, NOT_ALLOWED */
export async function overviewFor(conversationId: string, personId: string): Promise<Overview> {
  const seat = await seatOf(conversationId, personId)
  const isGroupHead = seat.role === HEAD_ROLE
  const unitIds = isGroupHead || seat.private ? [] : await unitsHeadedBy(personId)
  if (!can('mentions.readAll', { personId, member: seat, headOfUnit: unitIds.length > 0 }))
    throw new Refusal('NOT_ALLOWED')
  return { seat, isGroupHead, unitIds }
}
