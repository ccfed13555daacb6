/** 待我回应: what a person owes, from every area; and the rotas of units, by which it finds who is on duty. */
import type { Duty } from '../../miniprogram/domain/contract/duty'
import { serve } from '../_kit/serve'
import { editUnit } from './edit-unit'
import { listInbox } from './list-inbox'
import { answerTest } from './reach/answer-test'
import { arrive } from './reach/arrive'
import { myDuty } from './reach/my-duty'
import { notePush } from './reach/note-push'
import { whoIsReachable } from './reach/who-is-reachable'
import { answerSwap } from './rota/answer-swap'
import { dropChange } from './rota/drop-change'
import { editWeeks } from './rota/edit-weeks'
import { holiday } from './rota/holiday'
import { listRotas } from './rota/list-rotas'
import { openRota } from './rota/open-rota'
import { proposeSwap } from './rota/propose-swap'
import { standIn } from './rota/stand-in'
import { takeShift } from './rota/take-shift'

export const main = serve<Duty>('duty', {
  listInbox,
  listRotas,
  openRota,
  editWeeks,
  editUnit,
  standIn,
  holiday,
  dropChange,
  takeShift,
  proposeSwap,
  answerSwap,
  notePush,
  myDuty,
  whoIsReachable,
  arrive,
  answerTest,
})
