/** Doors of 诉求 beside the form: the chat. One function per action. */
import type { Answer } from '../domain/contract/envelope'
import type { Groups } from '../domain/contract/groups'
import type { Requests } from '../domain/contract/requests'
import { callAction } from './cloud'
import { moveOnce } from './moves'

type Of<Name extends keyof Requests> = Promise<Answer<Requests[Name]['output']>>
type Choices = Requests['openForm']['output']

let choices: Choices | null = null

/** Topics one may choose from; asked once each time the app starts. */
export async function caseChoices(): Of<'openForm'> {
  if (choices) return { ok: true, data: choices }
  const answer = await callAction('requests', 'openForm', {})
  if (answer.ok) choices = answer.data
  return answer
}

/** Its id follows from the message: sent again, it finds the first. */
export function raiseFromChat(input: Requests['raiseFromChat']['input']): Of<'raiseFromChat'> {
  return callAction('requests', 'raiseFromChat', input)
}

/** The group may read the answer. */
export function shareCase(caseId: string): Of<'shareCase'> {
  return moveOnce(`shareCase/${caseId}`, (moveId) => callAction('requests', 'shareCase', { caseId, moveId }))
}

/** So that the chat shows it now; the timer does the same within the minute, so nobody waits for the answer. */
export function showCaseInChat(obligationId: string): Promise<Answer<Groups['showCase']['output']>> {
  return callAction('groups', 'showCase', { obligationId })
}
