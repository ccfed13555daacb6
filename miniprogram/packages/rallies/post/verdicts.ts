/** What staff of a point see after a scan. */
import type { Answer } from '../../../domain/contract/envelope'
import { sentenceFor } from '../../../domain/errors'
import { isPassing, type OutputOf } from '../../../services/cloud'

export interface Verdict {
  kind: 'yes' | 'kept' | 'no'
  title: string
  sentence: string
}

/** The count is said aloud to whoever cannot see it on a phone of his own. */
export function stampVerdict(answer: Answer): Verdict {
  if (answer.ok) {
    const { already, stamped, pointCount } = answer.data as OutputOf<'rallies', 'stampCard'>
    const left = pointCount - stamped
    const count = left > 0 ? `一共 ${stamped} 个，还差 ${left} 个` : `${stamped} 个都盖齐了，可以去领礼物`
    return { kind: 'yes', title: already ? '盖过了' : '盖好了', sentence: count }
  }
  if (isPassing(answer.code))
    return { kind: 'kept', title: '已记下', sentence: '有网就盖，请他放心走。纸卡上也可以盖个手戳' }
  return { kind: 'no', title: '没盖上', sentence: sentenceFor(answer.code, answer.facts) }
}

export const NOT_A_CARD: Verdict = {
  kind: 'no',
  title: '扫错了',
  sentence: '请扫居民手机上的「本人码」，或纸明信片上的码',
}
