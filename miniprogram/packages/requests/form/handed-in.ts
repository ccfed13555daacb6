/** What has become of a case just handed in: waiting on this phone, there with its number, or refused. Pure. */
import type { Answer } from '../../../domain/contract/envelope'
import type { Moved } from '../../../domain/contract/requests'
import { sayCaseNumber } from '../../../domain/case-numbers'
import { deadlineLine, PHONE_WORDS } from '../../../domain/case-words'
import { sentenceFor } from '../../../domain/errors'
import type { WaitingCall } from '../../../services/waiting-calls'

export interface HandedIn {
  title: string
  sentence: string
  /** Said in two groups; '' until the cloud has it. */
  number: string
  caseId: string
  sheet: '' | 'phone' | 'consent'
  refused: boolean
}

const WAITING = { number: '', caseId: '', sheet: '', refused: false } as const

/** @param answer what the cloud said last; null while it is on its way */
export function handedIn({ refusal }: WaitingCall, answer: Answer | null, now: number): HandedIn {
  if (answer?.ok) {
    const { caseId, number, ...view } = (answer.data as Moved).case
    const until = deadlineLine(view, now)
    return {
      ...{
        title: '收到了',
        sentence: until,
        number: sayCaseNumber(number),
        caseId,
        sheet: '',
        refused: false,
      },
    }
  }
  if (!refusal) return { ...WAITING, title: '已留在手机里', sentence: '有网就交，不用再点。关掉也不会丢。' }
  const sentence = sentenceFor(refusal.code, refusal.facts)
  const { code } = refusal
  if (code === 'PHONE_NEEDED') return { ...WAITING, title: '差一步', sentence: PHONE_WORDS, sheet: 'phone' }
  if (code === 'CONSENT_NEEDED' || code === 'CONSENT_OUTDATED')
    return { ...WAITING, title: '差一步', sentence, sheet: 'consent' }
  return { ...WAITING, title: '没有交上', sentence, refused: true }
}
