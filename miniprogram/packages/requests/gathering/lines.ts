/** What was taken down, as lines: what waits on this phone first, then what has a number. Pure. */
import type { CaseSummary } from '../../../domain/contract/requests'
import { CASE_STATES } from '../../../domain/case-states'
import { sayCaseNumber } from '../../../domain/case-numbers'
import { sentenceFor } from '../../../domain/errors'
import { sayTime } from '../../../domain/times'
import type { WaitingCall } from '../../../services/waiting-calls'
import type { TakeDownInput } from '../../../services/requests-callers'

export interface Line {
  key: string
  caseId: string
  title: string
  words: string
  /** Refused by the cloud: to be written differently. */
  refused: boolean
}

export function waitingLine({ id, input, refusal }: WaitingCall): Line {
  const { text } = input as TakeDownInput
  const words = refusal ? `没有交上：${sentenceFor(refusal.code, refusal.facts)}` : '已留在手机里，有网就交'
  return { key: id, caseId: '', title: text, words, refused: refusal !== null }
}

export function caseLine({ caseId, number, title, state, unitName, dueAt }: CaseSummary, now: number): Line {
  const by = CASE_STATES[state].kind === 'open' ? ` · ${sayTime(dueAt, now)} 前` : ''
  const words = `${sayCaseNumber(number)} · ${unitName} · ${CASE_STATES[state].shown}${by}`
  return { key: caseId, caseId, title, words, refused: false }
}
