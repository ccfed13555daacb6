/**
 * Who may do what and where with a case: the reader's own table, from the text. Nothing of the functions or of
 * domain/case-states is imported, or the same mistake would stand on both sides.
 */
import type { Case, CaseMove } from '../../../miniprogram/domain/cases'
import { isSameDay } from './days'
import type { Stage } from './stage'

const DAY = 24 * 60 * 60_000

export type Relation =
  | 'requester'
  | 'owner'
  | 'staff'
  | 'head'
  | 'leader'
  | 'offered'
  | 'intake'
  | 'arbiter'
  | 'inspector'
  | 'coHandler'
  | 'helper'
  | 'scribe'
  | 'follower'
  | 'clock'

/** What somebody is to a case as it stands. */
export function relationsOf(stage: Stage, current: Case, personId: string): Relation[] {
  if (personId === 'due') return ['clock']
  const worksFor = stage.players.find((player) => player.personId === personId)?.unitId ?? null
  const heads = (unitId: string | null) => unitId !== null && stage.units.get(unitId)?.headId === personId
  const of = (unitId: string) => worksFor === unitId || heads(unitId)
  const above = (unitId: string): boolean => {
    const parentId = stage.units.get(unitId)?.parentId ?? null
    return parentId !== null && (heads(parentId) || above(parentId))
  }
  const is: Record<Relation, boolean> = {
    requester: current.requesterId === personId,
    owner: current.ownerId === personId,
    staff: worksFor === current.unitId,
    head: heads(current.unitId),
    leader: above(current.unitId) || current.gathering?.leaderId === personId,
    offered: current.offeredTo?.personId === personId,
    intake: of(stage.intakeUnitId),
    arbiter: stage.arbiterId === personId,
    inspector: of(stage.inspectionUnitId) && current.reportedAt !== null,
    coHandler: current.coHandling.some(({ unitId }) => of(unitId)),
    helper: current.helper?.personId === personId,
    scribe: current.typedBy === personId,
    follower: current.followerIds.includes(personId),
    clock: false,
  }
  return (Object.keys(is) as Relation[]).filter((relation) => is[relation])
}

interface Rule {
  from: string[]
  /** '' when the state stays. */
  to: string[]
  by: Relation[]
  /** Why not, although state and person allow it; null when nothing stands against it. */
  unless?(before: Case, entry: Pick<CaseMove, 'at'>): string | null
}

const OURS = ['received', 'offered', 'arbitrating', 'handling']
const LIVING = [...OURS, 'asking', 'answered']
const INSIDE: Relation[] = [
  'owner',
  'staff',
  'head',
  'leader',
  'coHandler',
  'intake',
  'arbiter',
  'inspector',
  'helper',
]
const lastAt = ({ history }: Case, ...moves: string[]) =>
  history
    .filter(({ move }) => moves.includes(move))
    .at(-1)
    ?.at.getTime() ?? 0
const count = ({ history }: Case, move: string) => history.filter((entry) => entry.move === move).length

/** Every way a case may move. */
export const LAW: Record<string, Rule> = {
  dispatch: { from: ['received'], to: ['offered'], by: ['intake', 'owner'] },
  reclassify: { from: OURS, to: [''], by: ['intake', 'arbiter'] },
  accept: { from: ['offered'], to: ['handling'], by: ['staff', 'head'] },
  refuse: {
    ...{ from: ['offered'], to: ['received', 'arbitrating'], by: ['staff', 'head'] },
    unless: (before) => (count(before, 'refuse') >= 2 ? 'refused a third time' : null),
  },
  settle: { from: ['arbitrating'], to: ['handling'], by: ['arbiter'] },
  decline: { from: ['received', 'arbitrating'], to: ['declined'], by: ['intake', 'owner', 'arbiter'] },
  contest: {
    ...{ from: ['declined'], to: ['arbitrating'], by: ['requester'] },
    unless: (before) => (count(before, 'contest') > 0 ? 'contested a second time' : null),
  },
  ask: { from: ['handling'], to: ['asking'], by: ['owner'] },
  supply: { from: ['asking'], to: ['handling'], by: ['requester', 'scribe'] },
  goOn: { from: ['asking'], to: ['handling'], by: ['owner', 'clock'] },
  say: { from: [...OURS, 'asking'], to: [''], by: ['owner', 'coHandler', 'helper'] },
  note: { from: LIVING, to: [''], by: INSIDE },
  offer: { from: ['handling'], to: [''], by: ['owner', 'head'] },
  take: { from: ['handling'], to: [''], by: ['offered', 'head'] },
  declineOffer: { from: ['handling'], to: [''], by: ['offered'] },
  help: { from: LIVING, to: [''], by: ['intake', 'owner', 'head'] },
  helpStep: { from: LIVING, to: [''], by: ['helper'] },
  rate: {
    ...{ from: ['closed'], to: [''], by: ['requester'] },
    unless: (before) => (before.rating !== null ? 'rated before' : null),
  },
  answer: { from: ['handling'], to: ['answered'], by: ['owner'] },
  confirm: { from: ['answered'], to: ['closed'], by: ['requester'] },
  dispute: {
    ...{ from: ['answered', 'closed'], to: ['handling'], by: ['requester'] },
    unless: (before, { at }) =>
      before.state === 'closed' &&
      (lastAt(before, 'confirm') > lastAt(before, 'answer') ||
        at.getTime() - lastAt(before, 'silence') > 30 * DAY)
        ? 'over'
        : null,
  },
  silence: {
    ...{ from: ['answered'], to: ['closed'], by: ['clock'] },
    unless: (before, { at }) =>
      at.getTime() - lastAt(before, 'answer') < 7 * DAY ? 'before seven days' : null,
  },
  withdraw: { from: LIVING, to: ['withdrawn'], by: ['requester'] },
  urge: {
    ...{ from: OURS, to: [''], by: ['requester', 'leader'] },
    unless: (before, { at }) =>
      count(before, 'urge') > 0 && isSameDay(lastAt(before, 'urge'), at.getTime())
        ? 'urged twice a day'
        : null,
  },
  share: { from: [...LIVING, 'closed', 'declined'], to: [''], by: ['requester'] },
  climb: { from: OURS, to: [''], by: ['clock'] },
}

/**
 * Why this entry must not stand where it stands; null when it may.
 * @param owners whoever may have owed it meanwhile, when several things happened at once; then its unit is not known either
 */
export function whyForbidden(stage: Stage, before: Case, entry: CaseMove, owners: string[]): string | null {
  const rule = LAW[entry.move]
  if (!rule) return `${entry.move}: no such move`
  if (entry.from !== before.state) return `${entry.move} from ${entry.from}, where it was ${before.state}`
  if (!rule.from.includes(entry.from)) return `${entry.move} from ${entry.from}`
  if (!rule.to.includes(entry.to) && !(rule.to.includes('') && entry.to === entry.from))
    return `${entry.move} to ${entry.to}`
  const relations = relationsOf(stage, before, entry.by)
  if (owners.includes(entry.by)) relations.push('owner')
  if (owners.length > 0 && stage.players.find(({ personId }) => personId === entry.by)?.unitId)
    relations.push('staff')
  if (!rule.by.some((relation) => relations.includes(relation)))
    return `${entry.move} by ${entry.by}, who is ${relations.join() || 'nobody'}`
  const why = rule.unless?.(before, entry)
  return why ? `${entry.move}: ${why}` : null
}

/** Whom it concerns, and so may open it. */
export const mayRead = (stage: Stage, current: Case, personId: string) =>
  relationsOf(stage, current, personId).length > 0
