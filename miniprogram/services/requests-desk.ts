/** 办事台: what staff do with cases. One function per action; every move of one case goes through `moveAtDesk`. */
import type { CaseKind } from '../domain/cases'
import type { Answer } from '../domain/contract/envelope'
import type { Moved, Requests } from '../domain/contract/requests'
import { callAction } from './cloud'
import { moveOnce } from './moves'

type Of<Name extends keyof Requests> = Promise<Answer<Requests[Name]['output']>>

/** What some moves say besides the case. */
export interface DeskInput {
  words?: string
  unitId?: string
  personId?: string
  workdays?: number
  elsewhere?: string
  kind?: CaseKind
  /** Of the case into which it is merged. */
  number?: string
  topicId?: string
}

/** Moves of staff. */
export type DeskMove =
  | 'dispatchCase'
  | 'acceptCase'
  | 'refuseCase'
  | 'settleCase'
  | 'declineCase'
  | 'askRequester'
  | 'goOn'
  | 'answerCase'
  | 'sayProgress'
  | 'noteCase'
  | 'offerCase'
  | 'takeCase'
  | 'declineCaseOffer'
  | 'sendBackCase'
  | 'askOpinion'
  | 'giveOpinion'
  | 'nameHelper'
  | 'tellHelp'
  | 'askExtension'
  | 'grantExtension'
  | 'refuseExtension'
  | 'reclassifyCase'
  | 'mergeCase'

/** @param input what the move needs, as the contract says */
export function moveAtDesk(action: DeskMove, caseId: string, input: DeskInput): Promise<Answer<Moved>> {
  return moveOnce(`${action}/${caseId}/${JSON.stringify(input)}`, (moveId) => {
    const said = { ...input, caseId, moveId } as unknown as Requests[typeof action]['input']
    return callAction('requests', action, said as never)
  })
}

export function openDesk(caseId: string): Of<'openDesk'> {
  return callAction('requests', 'openDesk', { caseId })
}

export function listQueue(input: Requests['listQueue']['input']): Of<'listQueue'> {
  return callAction('requests', 'listQueue', input)
}

export function listUndispatched(
  after: Requests['listUndispatched']['input']['after'],
): Of<'listUndispatched'> {
  return callAction('requests', 'listUndispatched', { after })
}

/** Each has a move id of its own, made once for this wish. */
export function dispatchCases(input: Requests['dispatchCases']['input']): Of<'dispatchCases'> {
  return callAction('requests', 'dispatchCases', input)
}

export function openMyDesk(): Of<'openMyDesk'> {
  return callAction('requests', 'openMyDesk', {})
}

export function listReported(before: number | null): Of<'listReported'> {
  return callAction('requests', 'listReported', { before })
}

export function openRules(): Of<'openRules'> {
  return callAction('requests', 'openRules', {})
}

export function setRules(input: Omit<Requests['setRules']['input'], 'moveId'>): Of<'setRules'> {
  return moveOnce(`setRules/${JSON.stringify(input)}`, (moveId) =>
    callAction('requests', 'setRules', { ...input, moveId }),
  )
}
