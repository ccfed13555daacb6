/** What is owed about a case, as inboxes show it: it follows from the case alone, so it can be written again. Pure. */
import { isOwed } from './case-opinions'
import { CASE_STATES } from './case-states'
import { caseTitle, type Case, type CaseMove, type CoHandling } from './cases'
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
const CALLING = ['dispatch', 'climb']

/**
 * The obligation of a case: it has the case's id.
 * @param told what became of the notices so far, from the one that is stored
 */
export function obligationOf(current: Case, told: Notice[] = []): CaseObligation {
  const { ownerId, ownerName, unitId, unitName, revision, state, requesterId, offeredTo, extension } = current
  const open = CASE_STATES[state].kind === 'open'
  const history = current.history.filter(({ opinionOf }) => !opinionOf)
  // In the inbox of who owes it, of those of the unit it is offered to, and of whom the ladder has called.
  const since = history.map(({ move, from, to }) => move !== 'climb' && from !== to).lastIndexOf(true)
  const decides = extension && extension.decision === null ? ['askExtension'] : []
  const heard = history
    .slice(Math.max(since, 0))
    .flatMap(({ move, tell }) => ([...CALLING, ...decides].includes(move) ? (tell ?? []) : []))
  const offered = offeredTo ? [offeredTo.personId] : []
  const called = [ownerId, ...offered, ...heard.map(({ personId }) => personId)].filter(
    (id) => id !== requesterId || id === ownerId,
  )
  const at = history.at(-1)?.at ?? current.receivedAt
  return {
    ...always(current),
    _id: current._id,
    source: { ...sourceOf(current), about: 'case', revision, label: CASE_STATES[state].label },
    askerId: requesterId ?? '',
    askerName: current.requesterName,
    asked: { kind: 'unit', id: unitId, name: unitName },
    ...{ ownerId, ownerName, unitId, state: STATE_OF[state], open },
    calledIds: [...new Set(called)],
    startsAt: current.receivedAt,
    dueAt: current.stepDueAt,
    firstDueAt: current.firstDueAt,
    ...{ rung: current.climbed.length, rungAt: current.stepDueAt },
    nextAt: current.nextAt ?? current.dueAt,
    notices: noticesOf(history, told),
    createdAt: current.receivedAt,
    endedAt: open ? null : at,
  }
}

/**
 * What a unit that helps owes: an obligation of its own.
 * @param _id follows from the case and the unit
 */
export function opinionObligationOf(
  current: Case,
  opinion: CoHandling,
  _id: string,
  told: Notice[] = [],
): CaseObligation {
  const { unitId, unitName, ownerId, ownerName, askedBy, askedByName, askedAt, dueAt, revision } = opinion
  const open = isOwed(opinion)
  const history = current.history.filter(({ opinionOf }) => opinionOf === unitId)
  const heard = history.filter(({ at }) => at >= askedAt).flatMap(({ tell }) => tell ?? [])
  const at = current.history.at(-1)!.at
  return {
    ...always(current),
    _id,
    source: { ...sourceOf(current), about: 'coHandling', revision, label: '请协办' },
    ...{ askerId: askedBy, askerName: askedByName, asked: { kind: 'unit', id: unitId, name: unitName } },
    ...{ ownerId, ownerName, unitId, open },
    state: opinion.answeredAt ? 'answered' : open ? 'asked' : 'released',
    calledIds: [...new Set([ownerId, ...heard.map(({ personId }) => personId)])],
    ...{ startsAt: askedAt, dueAt, firstDueAt: dueAt, rung: opinion.climbed.length, rungAt: dueAt },
    nextAt: dueAt,
    notices: noticesOf(history, told),
    createdAt: askedAt,
    endedAt: open ? null : (opinion.answeredAt ?? at),
  }
}

const sourceOf = ({ _id, number }: Case) => ({ area: 'requests', caseId: _id, number }) as const

/** What obligations of the chat use and those of cases do not. */
const always = (current: Case) => ({
  title: caseTitle(current),
  ...{ messageIds: [], steps: [], askEach: false, promisedAt: null, round: 0, shiftEndsAt: null },
  ...{ dutyPhone: null, offer: null, history: [] },
})

/** One for each who is to hear of a move. What became of one that was written before stays. */
function noticesOf(history: CaseMove[], told: Notice[]): Notice[] {
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
