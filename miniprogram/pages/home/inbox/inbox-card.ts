/** One obligation as a card of 待我回应. Pure. */
import type { InboxItem } from '../../../domain/contract/duty'
import { sayCaseNumber } from '../../../domain/case-numbers'
import type { MentionAct } from '../../../domain/mention-acts'
import { OBLIGATION_STATES } from '../../../domain/obligations'
import type { ObligationState } from '../../../domain/obligations'
import { sayAhead, sayTime, sayTimeLeft } from '../../../domain/times'

export interface InboxCard {
  obligationId: string
  /** Of an @; '' of a case. */
  conversationId: string
  messageId: string
  /** Of a case; '' of an @. */
  caseId: string
  /** 群主 owes a look at what was held or reported, not an answer in the chat. */
  review: boolean
  title: string
  asker: string
  where: string
  left: string
  late: boolean
  /** Why it stands here though another owes the answer: 需要你过问, or it is offered; '' when the reader owes it. */
  why: string
  steps: string
  state: ObligationState
  mine: boolean
  mayAct: MentionAct[]
}

export function inboxCard(item: InboxItem, now: number): InboxCard {
  const waits = item.startsAt > now
  return {
    obligationId: item.obligationId,
    ...placeOf(item.source),
    title: item.title,
    asker: item.askerName,
    left: waits ? `${sayAhead(item.startsAt, now)} 起算` : sayTimeLeft(item.dueAt, now),
    late: item.dueAt < now,
    why: whyHere(item),
    steps: item.source.area === 'requests' ? item.source.label : stepsLine(item, now),
    state: item.state,
    mine: item.mine,
    mayAct: item.mayAct,
  }
}

function placeOf(source: InboxItem['source']) {
  if (source.area === 'requests')
    return {
      ...{ conversationId: '', messageId: '', caseId: source.caseId, review: false },
      where: `诉求 ${sayCaseNumber(source.number)}`,
    }
  const { conversationId, messageId, conversationName, about } = source
  return { conversationId, messageId, caseId: '', review: about !== 'mention', where: conversationName }
}

function whyHere({ mine, offered, ownerName }: InboxItem): string {
  if (offered) return `${offered.by} 转给你${offered.note ? `：${offered.note}` : ''}。接之前仍由 TA 回应`
  return mine ? '' : `需要你过问 · 本来等 ${ownerName} 回应`
}

function stepsLine({ steps, state, promisedAt }: InboxItem, now: number): string {
  const said = steps.map((step) => `${OBLIGATION_STATES[step.state].label} ${sayTime(step.at, now)}`)
  if (state === 'promised' && promisedAt !== null) said.push(`${sayAhead(promisedAt, now)} 前回应`)
  return said.join(' · ')
}
