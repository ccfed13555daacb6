/** What is typed in for others, and finding one's own case again. One function per action. */
import type { Answer } from '../domain/contract/envelope'
import type { Requests } from '../domain/contract/requests'
import { callAction } from './cloud'
import type { InputOf } from './cloud'
import { moveOnce } from './moves'
import { putInOutbox, waitingIn } from './outbox'
import type { WaitingCall } from './waiting-calls'

type Of<Name extends keyof Requests> = Promise<Answer<Requests[Name]['output']>>
export type TakeDownInput = InputOf<'requests', 'takeDown'>

/** At once: the caller waits for his number. */
export function typeCase(input: InputOf<'requests', 'typeCase'>): Of<'typeCase'> {
  return callAction('requests', 'typeCase', input)
}

export function claimCase(number: string): Of<'claimCase'> {
  return callAction('requests', 'claimCase', { number })
}

/** The caller's whole number; that he looked is on record. */
export function revealCaller(caseId: string): Of<'revealCaller'> {
  return moveOnce(`revealCaller/${caseId}`, (moveId) =>
    callAction('requests', 'revealCaller', { caseId, moveId }),
  )
}

export function listGatherings(): Of<'listGatherings'> {
  return callAction('requests', 'listGatherings', {})
}

export function gatheringForm(): Of<'gatheringForm'> {
  return callAction('requests', 'gatheringForm', {})
}

export function makeGathering(input: InputOf<'requests', 'makeGathering'>): Of<'makeGathering'> {
  return callAction('requests', 'makeGathering', input)
}

const gatheringKey = (gatheringId: string) => `gathering/${gatheringId}`

/** Kept on the phone: halls have no network. */
export async function openGathering(gatheringId: string): Of<'openGathering'> {
  const answer = await callAction('requests', 'openGathering', { gatheringId })
  if (answer.ok) wx.setStorage({ key: gatheringKey(gatheringId), data: answer.data })
  return answer
}

/** As this phone had it last, or null. */
export function lastGathering(gatheringId: string): Requests['openGathering']['output'] | null {
  return (wx.getStorageSync(gatheringKey(gatheringId)) as Requests['openGathering']['output'] | '') || null
}

/** Kept until the cloud has it, also when the phone is killed. @throws when the phone's storage is full */
export function takeDown(input: TakeDownInput): WaitingCall {
  const line = gatheringKey(input.gatheringId)
  return putInOutbox({ id: input.draftId, line, area: 'requests', action: 'takeDown', input })
}

/** What was taken down and has not gone out, oldest first. */
export function waitingOf(gatheringId: string): WaitingCall[] {
  return waitingIn(gatheringKey(gatheringId))
}
