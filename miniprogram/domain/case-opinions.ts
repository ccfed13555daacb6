/**
 * 协办: a unit that helps owes its opinion by a date of its own, on the same ladder; the case stays with its owner. It is
 * waited for until the case is answered or over. Pure; moments in ms.
 */
import { nextRung, type CaseRung, type CaseRungName } from './case-ladder'
import type { CaseChange, CaseDeed, Named, TakingUnit } from './case-moves'
import type { CaseState } from './case-states'
import type { Case, CoHandling } from './cases'
import { endOfWorkday, type WorkCalendar } from './workdays'

const HOUR = 60 * 60_000
const WAITED_FOR: readonly CaseState[] = ['received', 'offered', 'arbitrating', 'handling', 'asking']

export function isOwed({ answeredAt, released }: CoHandling): boolean {
  return answeredAt === null && !released
}

/** What an opinion's clock does next, of all that are owed; null when none is. */
export function nextOpinionRung(
  { coHandling, limit, state }: Pick<Case, 'coHandling' | 'limit' | 'state'>,
  calendar: WorkCalendar,
): { unitId: string; rung: CaseRung } | null {
  if (!WAITED_FOR.includes(state)) return null
  const next = coHandling.filter(isOwed).flatMap(({ unitId, dueAt, climbed }) => {
    const rung = nextRung({ state: 'handling', limit, stepDueAt: dueAt, dueAt, climbed }, calendar)
    return rung ? [{ unitId, rung }] : []
  })
  return next.sort((one, other) => one.rung.at - other.rung.at)[0] ?? null
}

/** Opinions as they stand after a move: nobody waits for one once the case is answered or over. */
export function opinionsAfter({ state, coHandling, revision }: Case): CoHandling[] {
  if (WAITED_FOR.includes(state) || !coHandling.some(isOwed)) return coHandling
  return coHandling.map((each) => (isOwed(each) ? { ...each, released: true, revision } : each))
}

/** Asked again, a unit owes a new opinion instead of the one it gave. @param workdays by when; of 紧急 an hour */
export function opinionAsked(
  current: Case,
  deed: CaseDeed,
  unit: TakingUnit,
  { workdays, calendar }: { workdays: number; calendar: WorkCalendar },
): CaseChange {
  const { by, now, words = '' } = deed
  const own = 'hours' in current.limit ? now + HOUR : endOfWorkday(now, workdays, calendar)
  const due = current.dueAt.getTime()
  const opinion: CoHandling = {
    ...{ unitId: unit.unitId, unitName: unit.name, unitPath: unit.path },
    ...{ ownerId: unit.answerer.personId, ownerName: unit.answerer.name },
    // The requester's deadline is not moved by whom else somebody asks.
    dueAt: new Date(due > now ? Math.min(own, due) : own),
    ...{ words, askedBy: by.personId, askedByName: by.name, askedAt: new Date(now) },
    ...{ answeredAt: null, released: false, climbed: [], revision: current.revision + 1 },
  }
  const others = current.coHandling.filter(({ unitId }) => unitId !== unit.unitId)
  return {
    set: { coHandling: [...others, opinion] },
    tell: [unit.answerer, ...(unit.head ? [unit.head] : [])],
    opinionOf: unit.unitId,
  }
}

/** Given; the owner hears of it. */
export function opinionGiven(current: Case, deed: CaseDeed, unitId: string): CaseChange {
  return {
    ...change(current, unitId, { answeredAt: new Date(deed.now) }),
    tell: [{ personId: current.ownerId, name: current.ownerName }],
  }
}

/** A rung of its ladder. @param listeners whom it tells, already looked up */
export function opinionClimbed(
  current: Case,
  unitId: string,
  rung: CaseRungName,
  listeners: Named[],
): CaseChange {
  const climbed = [...(opinionOf(current, unitId)?.climbed ?? []), rung]
  return { ...change(current, unitId, { climbed }), tell: listeners, opinionOf: unitId }
}

/** Who owed it works there no more. */
export function opinionPassedOn(current: Case, unitId: string, to: Named): CaseChange {
  const owner = { ownerId: to.personId, ownerName: to.name }
  return { ...change(current, unitId, owner), tell: [to], opinionOf: unitId }
}

export function opinionOf({ coHandling }: Pick<Case, 'coHandling'>, unitId: string): CoHandling | undefined {
  return coHandling.find((each) => each.unitId === unitId)
}

function change(current: Case, unitId: string, fields: Partial<CoHandling>): Pick<CaseChange, 'set'> {
  const revision = current.revision + 1
  return {
    set: {
      coHandling: current.coHandling.map((each) =>
        each.unitId === unitId ? { ...each, ...fields, revision } : each,
      ),
    },
  }
}
