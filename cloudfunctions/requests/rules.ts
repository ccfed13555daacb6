/** What a district has decided about its cases: one document. */
import type { CaseTemplate, CaseTopic, CaseZone } from '../../miniprogram/domain/case-rules'
import { CASE_KINDS, type CaseKind } from '../../miniprogram/domain/cases'
import type { Limit } from '../../miniprogram/domain/workdays'
import { Refusal } from '../_kit/refusal'

export const RULES_ID = 'district'

export interface CaseRules {
  _id: string
  /** Takes cases in and sends them on. */
  intakeUnitId: string
  /** Decides when units refuse. */
  arbiterId: string
  arbiterName: string
  /** 督查; null where there is none. */
  inspectionUnitId: string | null
  topics: CaseTopic[]
  zones: CaseZone[]
  /** Answers given often; missing before the first. */
  templates?: CaseTemplate[]
  /** Others than CASE_KINDS says. */
  limits: Partial<Record<CaseKind, Limit>>
  /** Units stand beside each other in figures only when somebody switched that on in writing. Missing: off. */
  comparesUnits?: { by: string; reason: string; at: Date } | null
  revision: number
  history: { moveId: string; move: string; by: string; at: Date; words?: string }[]
}

export function limitOf(rules: CaseRules, kind: CaseKind): Limit {
  return rules.limits[kind] ?? CASE_KINDS[kind].limit
}

/** @throws Refusal CASES_NOT_SET_UP while nobody has said who takes cases in */
export function required(rules: CaseRules | null): CaseRules {
  if (!rules) throw new Refusal('CASES_NOT_SET_UP')
  return rules
}
