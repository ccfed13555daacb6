/** What a case may be, as people say it, and by when it is answered. */
import { CASE_KINDS } from '../../../domain/cases'
import type { Limit } from '../../../domain/workdays'
import type { CaseDraft } from '../../../services/case-draft'

type Kind = Exclude<CaseDraft['kind'], ''>
const NAMES: [Kind, string][] = [
  ['inquiry', '问一问'],
  ['ordinary', '要办事'],
  ['urgent', '急事'],
]

/** @param limits as the district has set them; without an answer of the cloud, those it begins with */
export function kindsOf(limits?: Record<Kind, Limit>): { kind: Kind; name: string; hint: string }[] {
  return NAMES.map(([kind, name]) => {
    const limit: Limit = limits?.[kind] ?? CASE_KINDS[kind].limit
    const hint = 'hours' in limit ? `${limit.hours} 小时内答复` : `${limit.workdays} 个工作日内答复`
    return { kind, name, hint }
  })
}
