/** What is asked before a move that needs words of the requester. */
import type { moveWithWords } from '../../../services/requests'

export type WordsSheet = 'dispute' | 'contest' | 'withdraw'

export interface SheetWords {
  title: string
  lead: string
  placeholder: string
  action: string
  needed: boolean
}

export const SHEETS: Record<WordsSheet, SheetWords & { move: Parameters<typeof moveWithWords>[0] }> = {
  dispute: {
    ...{ move: 'disputeCase', title: '还差什么', lead: '写一句，单位接着办。你等的时间不算在他们的期限里。' },
    ...{ placeholder: '哪里没解决', action: '没解决，接着办', needed: true },
  },
  contest: {
    ...{ move: 'contestCase', title: '请再看看', lead: '换一个人来定，只能请一次。' },
    ...{ placeholder: '为什么该这里管', action: '请再看看', needed: true },
  },
  withdraw: {
    ...{ move: 'withdrawCase', title: '撤回这一件', lead: '撤回后不再办。以后还有事，可以再提。' },
    ...{ placeholder: '为什么撤回，不写也行', action: '撤回', needed: false },
  },
}
