/** Two cases about the same thing. One function per action. */
import type { Answer } from '../domain/contract/envelope'
import type { Requests } from '../domain/contract/requests'
import { callAction } from './cloud'

type Of<Name extends keyof Requests> = Promise<Answer<Requests[Name]['output']>>

export function findSimilar(input: Requests['findSimilar']['input']): Of<'findSimilar'> {
  return callAction('requests', 'findSimilar', input)
}

/** What the case of a number is. @param number as it was typed */
export function findNumbered(number: string): Of<'findNumbered'> {
  return callAction('requests', 'findNumbered', { number })
}
