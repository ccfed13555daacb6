/** The states of a case, and who may move it where: one table for pages, cloud and tests. Pure. */

/** Who somebody is to a case. What a role may do stands in CASE_MOVES alone. */
export type CaseRole =
  | 'requester'
  /** Owes the next step now. */
  | 'owner'
  /** Works for the unit that has it or is asked to take it. */
  | 'unit'
  /** Heads that unit. */
  | 'head'
  /** Heads a unit above it, or led the gathering it came from. */
  | 'leader'
  /** To him it is offered by the owner, who owes it until he takes it. */
  | 'offered'
  /** Works for the unit that takes cases in and sends them on. */
  | 'intake'
  /** Decides when units refuse. */
  | 'arbiter'
  /** 督查. */
  | 'inspector'
  /** Works for a unit that helps with it. */
  | 'coHandler'
  /** 帮办: goes the way with the firm. */
  | 'helper'
  /** Typed it in for a caller, or writes down what is said at its gathering. */
  | 'scribe'
  /** Its own case was merged into this one: sees how it stands, and no more. */
  | 'follower'

/**
 * `kind`: open — somebody of us owes a step; theirs — the requester's turn, nobody's time runs; done.
 * `shown`: what the requester reads.
 */
export const CASE_STATES = {
  received: { label: '待派发', shown: '收到了', kind: 'open' },
  offered: { label: '待接收', shown: '收到了', kind: 'open' },
  arbitrating: { label: '待裁定', shown: '收到了', kind: 'open' },
  handling: { label: '在办', shown: '在办', kind: 'open' },
  asking: { label: '等补充', shown: '等你补充', kind: 'theirs' },
  answered: { label: '有答复', shown: '有答复，你定', kind: 'theirs' },
  closed: { label: '已办结', shown: '已办结', kind: 'done' },
  withdrawn: { label: '已撤回', shown: '已撤回', kind: 'done' },
  declined: { label: '不归我们', shown: '不归我们', kind: 'done' },
  merged: { label: '已并案', shown: '已并到另一件', kind: 'done' },
} as const satisfies Record<string, { label: string; shown: string; kind: 'open' | 'theirs' | 'done' }>

export type CaseState = keyof typeof CASE_STATES

export const isCaseOpen = (state: CaseState) => CASE_STATES[state].kind !== 'done'

const OPEN = ['received', 'offered', 'arbitrating', 'handling', 'asking', 'answered'] as const

interface MoveRule {
  from: readonly CaseState[]
  /** Null: the state stays. `refuse` leads to arbitrating the second time. */
  to: CaseState | null
  /** 'timer': nobody but the clock. */
  by: readonly (CaseRole | 'timer')[]
  label: string
  /** Shown to the requester among what happened. */
  told: boolean
}

/** Every way a case can move. What is not listed is refused. */
export const CASE_MOVES = {
  dispatch: { from: ['received'], to: 'offered', by: ['intake', 'owner'], label: '派出', told: true },
  reclassify: {
    from: ['received', 'offered', 'arbitrating', 'handling'],
    to: null,
    by: ['intake', 'arbiter'],
    label: '改分类',
    told: false,
  },
  accept: { from: ['offered'], to: 'handling', by: ['unit', 'head'], label: '接收', told: true },
  refuse: { from: ['offered'], to: 'received', by: ['unit', 'head'], label: '退回', told: false },
  settle: { from: ['arbitrating'], to: 'handling', by: ['arbiter'], label: '裁定', told: true },
  decline: {
    from: ['received', 'arbitrating'],
    to: 'declined',
    by: ['intake', 'owner', 'arbiter'],
    label: '不归我们',
    told: true,
  },
  contest: { from: ['declined'], to: 'arbitrating', by: ['requester'], label: '请再看看', told: true },
  ask: { from: ['handling'], to: 'asking', by: ['owner'], label: '请补充', told: true },
  supply: { from: ['asking'], to: 'handling', by: ['requester', 'scribe'], label: '已补充', told: true },
  goOn: { from: ['asking'], to: 'handling', by: ['timer', 'owner'], label: '接着办', told: true },
  say: {
    from: ['received', 'offered', 'arbitrating', 'handling', 'asking'],
    to: null,
    by: ['owner', 'coHandler', 'helper'],
    label: '进展',
    told: true,
  },
  note: {
    from: OPEN,
    to: null,
    by: ['owner', 'unit', 'head', 'leader', 'coHandler', 'intake', 'arbiter', 'inspector', 'helper'],
    label: '内部备注',
    told: false,
  },
  offer: { from: ['handling'], to: null, by: ['owner', 'head'], label: '转给同事', told: false },
  take: { from: ['handling'], to: null, by: ['offered', 'head'], label: '我来办', told: false },
  declineOffer: { from: ['handling'], to: null, by: ['offered'], label: '不接', told: false },
  /** Who owed it works here no more: docs/decisions/0074. */
  passOn: {
    from: ['received', 'offered', 'arbitrating', 'handling', 'asking', 'answered'],
    to: null,
    by: ['timer'],
    label: '经办人变动',
    told: false,
  },
  sendBack: { from: ['handling'], to: 'received', by: ['owner', 'head'], label: '退回', told: false },
  coHandle: { from: ['handling'], to: null, by: ['owner', 'head', 'leader'], label: '请协办', told: true },
  coAnswer: {
    from: ['received', 'offered', 'arbitrating', 'handling', 'asking'],
    to: null,
    by: ['coHandler'],
    label: '协办意见',
    told: false,
  },
  help: { from: OPEN, to: null, by: ['intake', 'owner', 'head'], label: '安排帮办', told: true },
  helpStep: { from: OPEN, to: null, by: ['helper'], label: '帮办', told: true },
  askExtension: { from: ['handling'], to: null, by: ['owner'], label: '申请延期', told: false },
  grantExtension: { from: ['handling'], to: null, by: ['head', 'leader'], label: '同意延期', told: true },
  refuseExtension: { from: ['handling'], to: null, by: ['head', 'leader'], label: '不同意延期', told: false },
  answer: { from: ['handling'], to: 'answered', by: ['owner'], label: '答复', told: true },
  confirm: { from: ['answered'], to: 'closed', by: ['requester'], label: '解决了', told: true },
  dispute: { from: ['answered', 'closed'], to: 'handling', by: ['requester'], label: '没解决', told: true },
  rate: { from: ['closed'], to: null, by: ['requester'], label: '评价', told: true },
  silence: { from: ['answered'], to: 'closed', by: ['timer'], label: '七天没有回音', told: true },
  withdraw: { from: OPEN, to: 'withdrawn', by: ['requester'], label: '撤回', told: true },
  urge: {
    from: ['received', 'offered', 'arbitrating', 'handling'],
    to: null,
    by: ['requester', 'leader'],
    label: '催办',
    told: true,
  },
  merge: {
    from: ['received', 'offered', 'arbitrating', 'handling'],
    to: 'merged',
    by: ['intake', 'owner'],
    label: '并案',
    told: true,
  },
  follow: { from: OPEN, to: null, by: ['intake', 'owner'], label: '并入一件', told: true },
  /** A caller has found his own case: by nobody's role, see case-callers.ts. */
  join: { from: [...OPEN, 'closed', 'declined', 'merged'], to: null, by: [], label: '本人来看', told: true },
  /** The caller's whole number was looked at: he sees that, too. */
  reveal: { from: OPEN, to: null, by: ['owner', 'head', 'intake'], label: '看了来电号码', told: true },
  share: {
    from: [...OPEN, 'closed', 'declined'],
    to: null,
    by: ['requester'],
    label: '在群里公开',
    told: true,
  },
  /** A rung of the ladder: docs/decisions/0070. */
  climb: {
    from: ['received', 'offered', 'arbitrating', 'handling'],
    to: null,
    by: ['timer'],
    label: '超期',
    told: false,
  },
} as const satisfies Record<string, MoveRule>

export type CaseMoveName = keyof typeof CASE_MOVES

export const ruleOf = (move: CaseMoveName): MoveRule => CASE_MOVES[move]

/** Whether someone in these roles may move a case of this state this way. */
export function mayMoveCase(
  move: CaseMoveName,
  state: CaseState,
  roles: readonly (CaseRole | 'timer')[],
): boolean {
  const { from, by } = ruleOf(move)
  return from.includes(state) && by.some((role) => roles.includes(role))
}
