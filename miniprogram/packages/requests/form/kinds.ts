/** What a case may be, as people say it. */
import type { CaseDraft } from '../../../services/case-draft'

export const KINDS: { kind: Exclude<CaseDraft['kind'], ''>; name: string; hint: string }[] = [
  { kind: 'inquiry', name: '问一问', hint: '1 个工作日内答复' },
  { kind: 'ordinary', name: '要办事', hint: '5 个工作日内答复' },
  { kind: 'urgent', name: '急事', hint: '2 小时内答复' },
]
