/** One case of one's own as a card, and one that still waits on this phone. Pure. */
import type { CaseSummary } from '../../domain/contract/requests'
import { sayCaseNumber } from '../../domain/case-numbers'
import { CASE_STATES } from '../../domain/case-states'
import { deadlineLine, isMyTurn, PHONE_WORDS, toneOf } from '../../domain/case-words'
import { caseTitle } from '../../domain/cases'
import { sentenceFor } from '../../domain/errors'
import { sayTime } from '../../domain/times'
import type { RaiseInput } from '../../services/requests'
import type { WaitingCall } from '../../services/waiting-calls'

export interface CaseCard {
  caseId: string
  number: string
  shown: string
  tone: string
  title: string
  line: string
  when: string
  turn: boolean
}

/** Those that wait for him first; the others as they came, the newest first. */
export function caseCards(cases: CaseSummary[], now: number): CaseCard[] {
  const cards = cases.map((each) => caseCard(each, now))
  return [...cards.filter(({ turn }) => turn), ...cards.filter(({ turn }) => !turn)]
}

function caseCard(summary: CaseSummary, now: number): CaseCard {
  const { caseId, number, state, title, unitName, late, receivedAt } = summary
  const deadline = deadlineLine(summary, now)
  const handled = ['offered', 'handling', 'asking', 'answered', 'closed'].includes(state)
  return {
    caseId,
    number: sayCaseNumber(number),
    shown: CASE_STATES[state].shown,
    tone: toneOf(state, late),
    title,
    line: [handled ? unitName : '', deadline].filter(Boolean).join(' · '),
    when: sayTime(receivedAt, now),
    turn: isMyTurn(state),
  }
}

export interface WaitingCard {
  id: string
  title: string
  /** Why it cannot be taken; '' while it only waits. */
  refused: string
  /** What has to be done first: then it goes by itself. */
  needs: '' | 'phone' | 'consent'
}

export function waitingCard({ id, input, refusal }: WaitingCall): WaitingCard {
  const code = refusal?.code
  const consent = code === 'CONSENT_NEEDED' || code === 'CONSENT_OUTDATED'
  return {
    id,
    title: caseTitle({ text: (input as RaiseInput).text }),
    refused: !refusal ? '' : code === 'PHONE_NEEDED' ? PHONE_WORDS : sentenceFor(refusal.code, refusal.facts),
    needs: code === 'PHONE_NEEDED' ? 'phone' : consent ? 'consent' : '',
  }
}
