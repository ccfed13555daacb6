/** What may be done with an @, as buttons: which stand first, and what they are called. Pure. */
import type { MentionAct } from '../../domain/mention-acts'
import type { ObligationState } from '../../domain/obligations'

/** Everything but `see`, which is no button. */
export type Act = Exclude<MentionAct, 'see'>

export interface ActButton {
  act: Act
  label: string
}

export interface ArrangedActs {
  /** The quieter one of the two that are seen at once. */
  second: ActButton | null
  first: ActButton | null
  rest: ActButton[]
}

const LABELS: Record<Act, string> = {
  acknowledge: '收到',
  answer: '回应',
  promise: '已答应',
  offer: '转给',
  notMine: '不归我',
  accept: '我来接',
  decline: '接不了',
  take: '我来接',
  assign: '转给',
  urge: '催一下',
  excuse: '不用回应',
  reopen: '没解决',
}

/** The one that stands out, and the one beside it: of each the first that may be done. */
const FIRST: Act[] = ['accept', 'answer', 'take', 'urge', 'reopen']
const SECOND: Act[] = ['decline', 'acknowledge', 'promise', 'urge', 'assign', 'excuse']

/** @param mine the reader owes the answer: then 不用回应 is his word, which the asker may refuse */
export function arrangeActs(
  mayAct: readonly MentionAct[],
  { state, mine }: { state: ObligationState; mine: boolean },
): ArrangedActs {
  const acts = mayAct.filter((act): act is Act => act !== 'see')
  const button = (act: Act): ActButton => ({ act, label: labelOf(act, state, mine) })
  const pick = (order: Act[], taken?: Act) => order.find((act) => act !== taken && acts.includes(act))
  const first = pick(FIRST)
  const second = pick(SECOND, first)
  return {
    first: first ? button(first) : null,
    second: second ? button(second) : null,
    rest: acts.filter((act) => act !== first && act !== second).map(button),
  }
}

function labelOf(act: Act, state: ObligationState, mine: boolean): string {
  if (act === 'reopen' && state === 'excused') return '还是要回应'
  if (act === 'excuse' && mine) return '这条不用回应'
  if (act === 'promise' && state === 'promised') return '改个时间'
  return LABELS[act]
}
