/** What the requester reads about his case: one sentence of time, and what is his to do. Pure. */
import type { CaseState } from './case-states'
import type { CaseEnding } from './cases'
import { sayAhead } from './times'

/** Why a number is asked for before a case goes out. */
export const PHONE_WORDS = '先验证一次手机号，有了答复才找得到你'

interface Timed {
  state: CaseState
  /** In ms. */
  dueAt: number
  late: boolean
}

/** 今天 18:00 前答复 · 说好昨天 18:00 前答复，晚了 … Nothing late is made to look better. */
export function deadlineLine({ state, dueAt, late }: Timed, now: number): string {
  switch (state) {
    case 'asking':
      return '等你补充，这段时间不计时'
    case 'answered':
      return '解决了没有，由你定'
    case 'closed':
    case 'withdrawn':
    case 'declined':
    case 'merged':
      return ''
    default:
      return late ? `说好${sayAhead(dueAt, now)} 前答复，晚了，正在督促` : `${sayAhead(dueAt, now)} 前答复`
  }
}

/** How it ended, in a sentence; '' while it is open. */
export function endingLine(state: CaseState, ending: CaseEnding | null): string {
  if (state === 'closed') return ending === 'silent' ? '七天没有回音，先办结了' : '你说解决了'
  if (state === 'withdrawn') return '你撤回了这一件'
  if (state === 'merged') return '和另一件是同一回事，并到一起办'
  return ''
}

/** It waits for nobody but the requester. */
export const isMyTurn = (state: CaseState) => state === 'asking' || state === 'answered'

const TONES: Partial<Record<CaseState, 'turn' | 'done' | 'quiet'>> = {
  asking: 'turn',
  answered: 'turn',
  closed: 'done',
  withdrawn: 'quiet',
  declined: 'quiet',
  merged: 'quiet',
}

/** How loud a state is on the screen: the requester's turn, on its way, done, or over otherwise. */
export const toneOf = (state: CaseState, late: boolean) => (late ? 'late' : (TONES[state] ?? 'going'))
