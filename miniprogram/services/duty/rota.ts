/** 值班表 of units. Changes are moves: asking again after a lost answer is the same move. */
import type { Answer } from '../../domain/contract/envelope'
import type { Duty } from '../../domain/contract/duty'
import type { RotaView, UnitSummary } from '../../domain/contract/duty/rota'
import type { Slot } from '../../domain/rota'
import { callAction } from '../cloud'
import { moveOnce } from '../moves'

type Changed = Promise<Answer<RotaView>>
type Without<Input> = Omit<Input, 'moveId'>
type Stretch = Without<Duty['takeShift']['input']>

export function listRotas(): Promise<Answer<{ units: UnitSummary[]; now: number }>> {
  return callAction('duty', 'listRotas', {})
}

export function openRota(unitId: string): Changed {
  return callAction('duty', 'openRota', { unitId })
}

/** @param revision the one whose weeks were shown: what somebody changed since is not lost */
export function editWeeks(unitId: string, weeks: Slot[][], revision: number): Changed {
  const input = { unitId, weeks, revision }
  return moveOnce(`editWeeks/${JSON.stringify(input)}`, (moveId) =>
    callAction('duty', 'editWeeks', { ...input, moveId }),
  )
}

/** @param input `robotKey` null leaves the robot as it is, '' takes it away */
export function editUnit(input: Without<Duty['editUnit']['input']>): Changed {
  return moveOnce(`editUnit/${JSON.stringify(input)}`, (moveId) =>
    callAction('duty', 'editUnit', { ...input, moveId }),
  )
}

export function takeShift(stretch: Stretch): Changed {
  return moveOnce(`takeShift/${JSON.stringify(stretch)}`, (moveId) =>
    callAction('duty', 'takeShift', { ...stretch, moveId }),
  )
}

export function standIn(stretch: Stretch, personId: string): Changed {
  const input = { ...stretch, personId }
  return moveOnce(`standIn/${JSON.stringify(input)}`, (moveId) =>
    callAction('duty', 'standIn', { ...input, moveId }),
  )
}

export function holiday(stretch: Stretch): Changed {
  return moveOnce(`holiday/${JSON.stringify(stretch)}`, (moveId) =>
    callAction('duty', 'holiday', { ...stretch, moveId }),
  )
}

export function dropChange(unitId: string, changeId: string): Changed {
  return moveOnce(`dropChange/${unitId}/${changeId}`, (moveId) =>
    callAction('duty', 'dropChange', { unitId, changeId, moveId }),
  )
}

export function proposeSwap(input: Without<Duty['proposeSwap']['input']>): Changed {
  return moveOnce(`proposeSwap/${JSON.stringify(input)}`, (moveId) =>
    callAction('duty', 'proposeSwap', { ...input, moveId }),
  )
}

export function answerSwap(unitId: string, swapId: string, agree: boolean): Changed {
  return moveOnce(`answerSwap/${swapId}/${agree}`, (moveId) =>
    callAction('duty', 'answerSwap', { unitId, swapId, agree, moveId }),
  )
}
