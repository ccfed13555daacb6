/** What staff or a scribe typed in for somebody else: its fields, and the number he gave, kept apart. */
import * as v from 'valibot'
import { CASE_KINDS, type Case, type CaseKind } from '../../../miniprogram/domain/cases'
import { masked, mobileOf } from '../../../miniprogram/domain/case-callers'
import type { TypedIn } from '../../../miniprogram/domain/contract/requests/callers'
import { draftId, id } from '../../_kit/inputs'
import { addOnce } from '../../_kit/once'
import { phoneDigest } from '../../_kit/phone-digest'
import { Refusal } from '../../_kit/refusal'
import { name } from '../inputs'

export const typedFields = {
  draftId,
  text: v.string(),
  topicId: id,
  kind: v.picklist(Object.keys(CASE_KINDS) as CaseKind[]),
  name: v.pipe(name, v.trim(), v.minLength(1)),
  organisation: name,
  phone: v.pipe(v.string(), v.maxLength(20)),
}

/** Closed to every phone; read for whom it is revealed. */
export interface Caller {
  _id: string
  mobile: string
}

/** What a case keeps of him: enough to know him by. @throws Refusal CALLER_NUMBER_WRONG */
export function callerOf({ phone }: Pick<TypedIn, 'phone'>): {
  mobile: string | null
  fields: Pick<Case, 'callerDigest' | 'callerMasked'>
} {
  if (phone.trim() === '') return { mobile: null, fields: { callerDigest: null } }
  const mobile = mobileOf(phone)
  if (mobile === null) throw new Refusal('CALLER_NUMBER_WRONG')
  return { mobile, fields: { callerDigest: phoneDigest(mobile), callerMasked: masked(mobile) } }
}

/** Before the case: a case without the number it was called in with could never be called back. One request. */
export async function keepNumber(caseId: string, mobile: string | null): Promise<void> {
  if (mobile !== null) await addOnce<Caller>('callers', { _id: caseId, mobile })
}
