/** The rules of cases while they are being written: names and places of choices instead of ids. */
import type { CaseRulesDraft, CaseRulesView } from '../../../domain/contract/requests/rules'
import { CASE_KINDS } from '../../../domain/cases'
import type { CaseKind } from '../../../domain/cases'
import type { Limit } from '../../../domain/workdays'

export const KINDS = Object.keys(CASE_KINDS) as CaseKind[]
const HOURS = [1, 2, 4, 8, 24]
const WORKDAYS = [1, 2, 3, 5, 7, 10, 15, 20, 30]

export interface LimitRow {
  kind: CaseKind
  label: string
  said: string
  /** What one may choose, in words, and the place of what it is. */
  choices: string[]
  place: number
}

export const sayLimit = (limit: Limit) =>
  'hours' in limit ? `${limit.hours} 小时` : `${limit.workdays} 个工作日`

/** 紧急 counts clock hours, everything else working days. */
export function limitsFor(kind: CaseKind): Limit[] {
  return 'hours' in CASE_KINDS[kind].limit
    ? HOURS.map((hours) => ({ hours }))
    : WORKDAYS.map((workdays) => ({ workdays }))
}

export function limitRows({ limits }: CaseRulesDraft): LimitRow[] {
  return KINDS.map((kind) => {
    const said = sayLimit(limits[kind] ?? CASE_KINDS[kind].limit)
    const choices = limitsFor(kind).map(sayLimit)
    return { kind, label: CASE_KINDS[kind].label, said, choices, place: Math.max(0, choices.indexOf(said)) }
  })
}

/** Before anybody has set them: the first unit takes cases in, the first head decides. Null without any. */
export function firstDraft({ units, heads }: CaseRulesView): CaseRulesDraft | null {
  const [unit] = units
  const [head] = heads
  if (!unit || !head) return null
  return {
    ...{ intakeUnitId: unit.unitId, arbiterId: head.personId, inspectionUnitId: null },
    topics: [{ id: 'other', name: '别的，说不清', unitId: null, byZone: [] }],
    ...{ zones: [], limits: {}, templates: [] },
  }
}

/** What is still missing, in a sentence; '' when it can be saved. */
export function missingIn({ topics, zones, templates }: CaseRulesDraft): string {
  if (topics.length === 0) return '至少要有一个事项'
  if ([...topics, ...zones, ...templates].some(({ name }) => name.trim() === '')) return '有一行还没有写名字'
  return templates.some(({ text }) => text.trim() === '') ? '有一条常用答复还没有写' : ''
}
