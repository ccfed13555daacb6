/** What is owed about a case, as inboxes show it: it follows from the case alone, so it can be written again. Pure. */
import { CASE_STATES } from './case-states'
import { caseTitle, type Case } from './cases'
import type { Notice, Obligation, ObligationState, RequestsSource } from './obligations'

export type CaseObligation = Obligation<RequestsSource>

const STATE_OF = {
  received: 'asked',
  offered: 'asked',
  arbitrating: 'asked',
  handling: 'acknowledged',
  asking: 'answered',
  answered: 'answered',
  closed: 'answered',
  withdrawn: 'recalled',
  declined: 'excused',
  merged: 'excused',
} as const satisfies Record<Case['state'], ObligationState>

/** Moves that call people to it; others only let them know. */
const CALLING = ['dispatch', 'climb', 'coHandle']

/**
 * The obligation of a case: it has the case's id.
 * @param told what became of the notices so far, from the one that is stored
 */
export function obligationOf(current: Case, told: Notice[] = []): CaseObligation {
  const { ownerId, ownerName, unitId, unitName, number, revision, state, history } = current
  const open = CASE_STATES[state].kind === 'open'
  const { requesterId } = current
  const notices = noticesOf(current, told)
  // In the inbox of who owes it, of those of the unit it is offered to, and of whom the ladder has called.
  const since = history.map(({ move, from, to }) => move !== 'climb' && from !== to).lastIndexOf(true)
  const heard = history
    .slice(Math.max(since, 0))
    .flatMap(({ move, tell }) => (CALLING.includes(move) ? (tell ?? []) : []))
  const called = [ownerId, ...heard.map(({ personId }) => personId)].filter(
    (id) => id !== requesterId || id === ownerId,
  )
  const at = history.at(-1)?.at ?? current.receivedAt
  return {
    _id: current._id,
    source: {
      area: 'requests',
      about: 'case',
      caseId: current._id,
      number,
      revision,
      label: CASE_STATES[state].label,
    },
    messageIds: [],
    title: caseTitle(current),
    askerId: requesterId ?? '',
    askerName: current.requesterName,
    asked: { kind: 'unit', id: unitId, name: unitName },
    ...{ ownerId, ownerName, unitId, state: STATE_OF[state], open },
    steps: [],
    calledIds: [...new Set(called)],
    askEach: false,
    startsAt: current.receivedAt,
    dueAt: current.stepDueAt,
    firstDueAt: current.firstDueAt,
    ...{ promisedAt: null, rung: current.climbed.length, round: 0, rungAt: current.stepDueAt },
    shiftEndsAt: null,
    nextAt: current.nextAt ?? current.dueAt,
    notices,
    ...{ dutyPhone: null, offer: null },
    createdAt: current.receivedAt,
    endedAt: open ? null : at,
    history: [],
  }
}

/** One for each who is to hear of a move. What became of one that was written before stays. */
function noticesOf({ history }: Case, told: Notice[]): Notice[] {
  const known = new Map(told.map((notice) => [notice.id, notice]))
  return history.flatMap(({ moveId, move, at, tell }) =>
    (tell ?? []).map(({ personId, name }): Notice => {
      const id = `${moveId}.${personId}`
      return (
        known.get(id) ?? {
          ...{ id, personId, name, round: 0, rung: 0, dueAt: at, at },
          why: move === 'climb' ? 'rung' : move === 'urge' ? 'urge' : 'asked',
          ...{ outcome: 'waiting', triedAt: null, callId: null },
        }
      )
    }),
  )
}
