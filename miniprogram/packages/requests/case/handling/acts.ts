/** What staff may do with a case, in the order in which it is offered, and what each asks for before it is done. */
import type { CaseMoveName } from '../../../../domain/case-states'
import type { DeskMove } from '../../../../services/requests-desk'

/** What is chosen besides words. */
export type Choice = 'unit' | 'colleague' | 'helper' | 'workdays' | 'class' | 'elsewhere' | 'number'

export interface DeskAct {
  move: CaseMoveName
  action: DeskMove
  label: string
  /** Said above the sheet; '' where a tap is enough. */
  lead: string
  placeholder: string
  words: 'needed' | 'welcome' | null
  choices: Choice[]
  /** Said when it is done. */
  done: string
}

const tap = (move: CaseMoveName, action: DeskMove, label: string, done: string): DeskAct => ({
  ...{ move, action, label, done, lead: '', placeholder: '', words: null, choices: [] },
})

/** The first that may be done is the one clear thing to do; `answer` and `dispatch` carry a case on, so they come early. */
export const DESK_ACTS: readonly DeskAct[] = [
  {
    ...{ move: 'settle', action: 'settleCase', label: '裁定', words: 'needed', choices: ['unit'] },
    ...{ lead: '定给哪个单位，就由它办，不能再退', placeholder: '为什么归它办', done: '定下了' },
  },
  {
    ...{ move: 'grantExtension', action: 'grantExtension', label: '同意延期', words: 'welcome', choices: [] },
    ...{ lead: '期限往后顺延，提的人会知道', placeholder: '可以写一句，提的人看得到', done: '同意了' },
  },
  {
    ...{ move: 'coAnswer', action: 'giveOpinion', label: '给协办意见', words: 'needed', choices: [] },
    ...{ lead: '经办人看得到，提的人看不到', placeholder: '你们单位的意见', done: '意见给过去了' },
  },
  tap('take', 'takeCase', '我来办', '现在由你办'),
  tap('accept', 'acceptCase', '接收', '接下了，由你办'),
  {
    ...{ move: 'dispatch', action: 'dispatchCase', label: '派出', words: 'welcome', choices: ['unit'] },
    ...{ lead: '对方接收之前，这一件还由你负责', placeholder: '可以给对方写一句', done: '派出了' },
  },
  {
    ...{ move: 'answer', action: 'answerCase', label: '答复', words: 'needed', choices: [] },
    ...{ lead: '提的人看了，由他定解决没解决', placeholder: '怎么办的、怎么去办', done: '答复了，等他定' },
  },
  {
    ...{ move: 'helpStep', action: 'tellHelp', label: '记一步帮办', words: 'needed', choices: [] },
    ...{ lead: '企业看得到这一步，也看得到你的名字', placeholder: '陪着办到了哪一步', done: '记下了' },
  },
  tap('goOn', 'goOn', '不等了，接着办', '接着办了，期限接着算'),
  {
    ...{ move: 'refuse', action: 'refuseCase', label: '退回', words: 'needed', choices: [] },
    ...{ lead: '退回要说理由。两次退回就由裁定人来定', placeholder: '为什么不归你们办', done: '退回了' },
  },
  {
    ...{
      move: 'refuseExtension',
      action: 'refuseExtension',
      label: '不同意延期',
      words: 'needed',
      choices: [],
    },
    ...{ lead: '期限不变，经办人会知道', placeholder: '为什么不同意', done: '回了经办人' },
  },
  {
    ...{ move: 'declineOffer', action: 'declineCaseOffer', label: '不接', words: 'welcome', choices: [] },
    ...{ lead: '还由转给你的人办', placeholder: '可以说一句原因', done: '没有接，还由他办' },
  },
  {
    ...{ move: 'ask', action: 'askRequester', label: '请对方补充', words: 'needed', choices: [] },
    ...{ lead: '等对方补充的时候不计时', placeholder: '还缺什么', done: '问过去了，先不计时' },
  },
  {
    ...{ move: 'say', action: 'sayProgress', label: '说说进展', words: 'needed', choices: [] },
    ...{ lead: '提的人看得到', placeholder: '办到哪一步了', done: '说了' },
  },
  {
    ...{ move: 'offer', action: 'offerCase', label: '转给同事', words: 'welcome', choices: ['colleague'] },
    ...{ lead: '他接手之前，还由现在的人办', placeholder: '可以交代一句', done: '问过去了，等他接' },
  },
  {
    ...{ move: 'coHandle', action: 'askOpinion', label: '请协办', words: 'needed' },
    ...{ choices: ['unit', 'workdays'], lead: '对方到时要给意见，这一件还由你办' },
    ...{ placeholder: '请他们看什么', done: '请了，等意见' },
  },
  {
    ...{ move: 'help', action: 'nameHelper', label: '安排帮办', words: null, choices: ['helper'] },
    ...{ lead: '他陪企业走完全程，企业看得到他的名字', placeholder: '', done: '安排了' },
  },
  {
    ...{ move: 'askExtension', action: 'askExtension', label: '申请延期', words: 'needed' },
    ...{ choices: ['workdays'], lead: '一件只能申请一次，由负责人或上级来定' },
    ...{ placeholder: '为什么来不及', done: '申请了，等批' },
  },
  {
    ...{ move: 'reclassify', action: 'reclassifyCase', label: '改分类', words: null, choices: ['class'] },
    ...{ lead: '期限从收到那天重新算', placeholder: '', done: '改了' },
  },
  {
    ...{ move: 'merge', action: 'mergeCase', label: '并案', words: null, choices: ['number'] },
    ...{ lead: '这一件并过去，提的人在那一件里看进展，两个编号都找得到', placeholder: '', done: '并过去了' },
  },
  {
    ...{ move: 'sendBack', action: 'sendBackCase', label: '接了再退回', words: 'needed', choices: [] },
    ...{ lead: '算一次退回。两次退回就由裁定人来定', placeholder: '为什么不归你们办', done: '退回了' },
  },
  {
    ...{ move: 'decline', action: 'declineCase', label: '不归我们', words: 'needed', choices: ['elsewhere'] },
    ...{ lead: '告诉他该找谁。他可以请人再看一次', placeholder: '为什么不归我们', done: '回了他' },
  },
  {
    ...{ move: 'note', action: 'noteCase', label: '内部备注', words: 'needed', choices: [] },
    ...{ lead: '只有办的人看得到', placeholder: '写一句备注', done: '记下了' },
  },
]

/** The clear thing to do, the other way out beside it, and what stands behind 更多. */
export function actsFor(mayMove: CaseMoveName[]): {
  main: DeskAct | null
  second: DeskAct | null
  rest: DeskAct[]
} {
  const may = DESK_ACTS.filter(({ move }) => mayMove.includes(move))
  const [first] = may
  const main = first && first.move !== 'note' ? first : null
  const beside = main && BESIDE[main.move]
  const second = may.find(({ move }) => move === beside) ?? null
  return { main, second, rest: may.filter((act) => act !== main && act !== second) }
}

const BESIDE: Partial<Record<CaseMoveName, CaseMoveName>> = {
  settle: 'decline',
  accept: 'refuse',
  take: 'declineOffer',
  grantExtension: 'refuseExtension',
  answer: 'ask',
  dispatch: 'decline',
}
