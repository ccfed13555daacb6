/** A case as its page shows it: what is large, what happened, and the one thing to do. Pure. */
import type { CaseStep, CaseView } from '../../../domain/contract/requests'
import type { CasePhotoView } from '../../../domain/contract/requests/photos'
import { sayCaseNumber } from '../../../domain/case-numbers'
import type { CaseMoveName } from '../../../domain/case-states'
import { deadlineLine, endingLine, toneOf } from '../../../domain/case-words'
import { CASE_DOORS, CASE_KINDS } from '../../../domain/cases'
import { sayTime } from '../../../domain/times'

export interface CaseFace {
  number: string
  tone: string
  shown: string
  /** Who has it, and until when. */
  holder: string
  deadline: string
  late: boolean
  ending: string
  about: string
  answered: string
  /** What is asked of the requester; '' while nothing is. */
  asked: string
  steps: { key: string; words: string; by: string; said: string; time: string; photos: CasePhotoView[] }[]
  /** The one clear action. */
  act: CaseAct | ''
  /** Behind it, quietly. */
  rest: CaseAct[]
}

export type CaseAct = 'supply' | 'decide' | 'dispute' | 'contest' | 'urge' | 'withdraw' | 'share' | 'rate'

/** The others are there, and are not pressed upon anybody. */
const CLEAR: CaseAct[] = ['supply', 'decide', 'dispute', 'contest', 'urge']

export function faceOf(view: CaseView, now: number): CaseFace {
  const { state, late, ending, answer, asks } = view
  const acts = asks ? actsOf(view) : []
  const act = acts.find((each) => CLEAR.includes(each)) ?? ''
  const rest = acts.filter((each) => each !== act)
  return {
    number: sayCaseNumber(view.number),
    tone: toneOf(state, late),
    shown: view.shown,
    holder: holderOf(view),
    deadline: deadlineLine(view, now),
    late,
    ending: asks ? endingLine(state, ending) : '',
    about: `${CASE_DOORS[view.door]} · ${CASE_KINDS[view.kind].label} · ${sayTime(view.receivedAt, now)} 提出`,
    answered: answer ? `${answer.by} · ${sayTime(answer.at, now)}` : '',
    asked: state === 'asking' ? askedIn(view) : '',
    steps: view.steps.map((step, index) => ({
      key: `${index}`,
      words: asks ? (STEP_WORDS[step.move] ?? step.label) : step.label,
      by: asks ? '' : step.by,
      said: saidWith(step),
      time: sayTime(step.at, now),
      photos: step.photos,
    })),
    act,
    rest,
  }
}

/** What stands above in full is not said again. */
const saidWith = ({ move, words }: CaseStep) => (move === 'answer' ? '' : words)

const askedIn = ({ steps }: CaseView) => [...steps].reverse().find(({ move }) => move === 'ask')?.words ?? ''

function holderOf({ state, unitName, ownerName }: CaseView): string {
  const who = ownerName ? `${unitName} ${ownerName}` : unitName
  if (state === 'received' || state === 'arbitrating') return `${who} 正在找承办单位`
  if (state === 'offered') return `已转 ${who}，等对方接下`
  if (state === 'handling') return `${who} 在办`
  if (state === 'asking' || state === 'answered') return `${who} 在等你`
  return state === 'closed' ? `${who} 办的` : ''
}

/** What the requester may do, the clear one first. 解决了 and 没解决 stand together. */
function actsOf({ mayMove, chat }: CaseView): CaseAct[] {
  const may = (move: CaseMoveName) => mayMove.includes(move)
  const acts: [CaseAct, boolean][] = [
    ['supply', may('supply')],
    ['decide', may('confirm')],
    ['dispute', may('dispute') && !may('confirm')],
    ['contest', may('contest')],
    ['urge', may('urge')],
    ['rate', may('rate')],
    ['withdraw', may('withdraw')],
    // Only what was asked in a group has a group to be read in.
    ['share', may('share') && chat !== null],
  ]
  return acts.flatMap(([act, is]) => (is ? [act] : []))
}

const STEP_WORDS: Partial<Record<CaseStep['move'], string>> = {
  raise: '你提出了',
  dispatch: '转给承办单位',
  accept: '单位接下，开始办',
  settle: '定下了承办单位',
  decline: '说这件不归这里',
  contest: '你请人再看看',
  ask: '请你补充',
  supply: '你补充了',
  goOn: '没等补充，接着办',
  answer: '有了答复',
  confirm: '你说解决了',
  dispute: '你说没解决，接着办',
  silence: '七天没有回音，先办结',
  withdraw: '你撤回了',
  urge: '催了一次',
  merge: '并到另一件',
}
