import { can } from '../../../miniprogram/domain/permissions'
import { Refusal } from '../../_kit/refusal'
import { shiftTimes, type ShiftDocument } from './store'

/**
 * Whether a person acts within his own shift. No database request.
 * @param at the moment it is done at, in ms: of a scan without network, the scan's
 * @throws Refusal NOT_ALLOWED for another's shift, SHIFT_NOT_ON outside its hours
 */
export function requireShift<Shift extends ShiftDocument>(
  shift: Shift | undefined | null,
  kind: 'point' | 'desk',
  personId: string,
  at: number,
): asserts shift is Shift {
  if (!shift || shift.kind !== kind || shift.personId !== personId) throw new Refusal('NOT_ALLOWED')
  const circumstances = { personId, shift: { personId: shift.personId, ...shiftTimes(shift), at } }
  if (!can('rallies.staff', circumstances)) throw new Refusal('SHIFT_NOT_ON')
}
