/** 待我回应: what the holder of the phone owes an answer to. */
import type { Answer } from '../domain/contract/envelope'
import type { Duty } from '../domain/contract/duty'
import { callAction } from './cloud'
import { hearCloudTime } from './clock'

/** The least time left first, at most 20. */
export async function listInbox(): Promise<Answer<Duty['listInbox']['output']>> {
  const answer = await callAction('duty', 'listInbox', {})
  if (answer.ok) hearCloudTime(answer.data.now)
  return answer
}

/** WeChat was allowed one message more. @param grantId made once for that tap */
export function notePush(grantId: string): Promise<Answer<Duty['notePush']['output']>> {
  return callAction('duty', 'notePush', { name: 'mention', grantId })
}
