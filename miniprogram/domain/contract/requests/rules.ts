/** 办理规则: what a district decides about its cases. */
import type { CaseTemplate, CaseTopic, CaseZone } from '../../case-rules'
import type { CaseKind } from '../../cases'
import type { Limit } from '../../workdays'
import type { Action } from '../envelope'

export interface CaseRulesDraft {
  intakeUnitId: string
  arbiterId: string
  inspectionUnitId: string | null
  topics: CaseTopic[]
  zones: CaseZone[]
  /** Of the kinds that differ from the usual. */
  limits: Partial<Record<CaseKind, Limit>>
  templates: CaseTemplate[]
}

export interface CaseRulesView {
  /** Null until somebody has set them up. */
  rules: CaseRulesDraft | null
  /** Counts the changes: what a save expects to find. */
  revision: number
  units: { unitId: string; name: string }[]
  /** Heads, of whom one is the arbiter. */
  heads: { personId: string; name: string }[]
  /** Who switched on that units stand beside each other in figures, and why; null while they do not. */
  compared: { by: string; reason: string } | null
}

export interface RulesActions {
  /** The operator, or the head of the intake. */
  openRules: Action<Record<string, never>, CaseRulesView>
  /** The same: the whole as it shall be. @throws BUSY when somebody else has changed them since */
  setRules: Action<{ rules: CaseRulesDraft; revision: number; moveId: string }, CaseRulesView>
  /** The same: units beside each other in figures, with a written reason that stands there; null: off again. */
  compareUnits: Action<{ reason: string | null; moveId: string }, CaseRulesView>
}
