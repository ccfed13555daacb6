/** A case as a line of a queue. */
import type { CaseSummary } from '../../domain/contract/requests'
import { sayCaseNumber } from '../../domain/case-numbers'
import { CASE_STATES } from '../../domain/case-states'
import { CASE_KINDS } from '../../domain/cases'
import { sayAhead, sayMinute } from '../../domain/times'

export interface QueueCard {
  caseId: string
  number: string
  title: string
  state: string
  kind: string
  urgent: boolean
  late: boolean
  line: string
  who: string
}

export function queueCard(summary: CaseSummary, now: number): QueueCard {
  const { caseId, number, title, state, kind, unitName, ownerName, dueAt, late, mine } = summary
  const open = CASE_STATES[state].kind === 'open'
  const missed = open && (late || dueAt < now)
  return {
    ...{ caseId, title, number: sayCaseNumber(number), state: CASE_STATES[state].label },
    ...{ kind: CASE_KINDS[kind].label, urgent: kind === 'urgent', late: missed },
    line: !open
      ? '等提的人，不计时'
      : missed
        ? `${sayMinute(dueAt)} 就该办，已晚`
        : `${sayAhead(dueAt, now)} 前`,
    who: mine ? unitName : `${unitName} · ${ownerName}`,
  }
}
