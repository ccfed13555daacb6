/** A case as it is when it has just come in, by whichever door. Pure. */
import { cellOf } from './case-duplicates'
import { nextAtOfCase, shortStep } from './case-clock'
import type { TakingUnit } from './case-moves'
import type { Case } from './cases'
import { endOfLimit, type Limit, type WorkCalendar } from './workdays'

/** What a door knows of it; the rest follows. */
export type Raised = Pick<
  Case,
  | '_id'
  | 'door'
  | 'requesterId'
  | 'requesterName'
  | 'organisation'
  | 'callerDigest'
  | 'callerMasked'
  | 'typedBy'
  | 'gathering'
  | 'chat'
  | 'text'
  | 'topicId'
  | 'kind'
  | 'place'
  | 'photos'
> & { by: { personId: string; name: string } }

interface Opening {
  /** With who answers for it at this moment. */
  intake: TakingUnit
  limit: Limit
  calendar: WorkCalendar
  fingerprint: string
  /** In ms. */
  now: number
}

/** Without its number, which is given when it is stored. */
export function opened({ by, ...raised }: Raised, opening: Opening): Case {
  const { intake, limit, calendar, fingerprint, now } = opening
  const at = new Date(now)
  const dueAt = new Date(endOfLimit(now, limit, calendar))
  const current: Case = {
    ...raised,
    number: '',
    cell: cellOf(raised.place),
    state: 'received',
    revision: 1,
    open: true,
    ownerId: intake.answerer.personId,
    ownerName: intake.answerer.name,
    unitId: intake.unitId,
    unitName: intake.name,
    unitPath: intake.path,
    ...{ senderId: null, senderName: '', receivedAt: at, limit, dueAt, firstDueAt: dueAt },
    ...shortStep({ kind: raised.kind, dueAt, climbed: [] }, now, calendar),
    ...{ left: null, nextAt: null, refusals: [], offeredTo: null, coHandling: [], helper: null },
    ...{ extension: null, answer: null, answeredAt: null, endedAt: null, ending: null, rating: null },
    ...{ disputes: 0, elsewhere: null, contested: false, mergedInto: null, followerIds: [], shared: false },
    ...{ lateAt: null, reportedAt: null, unfollowed: true },
    history: [
      {
        ...{ moveId: raised._id, move: 'raise', from: 'received', to: 'received' },
        ...{ by: by.personId, byName: by.name, at, tell: [intake.answerer] },
      },
    ],
    fingerprint,
  }
  return { ...current, nextAt: nextAtOfCase(current, calendar) }
}
