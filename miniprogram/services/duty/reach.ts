/** 今晚谁能收到通知, and one's own duty. */
import type { Answer } from '../../domain/contract/envelope'
import type { Duty } from '../../domain/contract/duty'
import { callAction } from '../cloud'

export function myDuty(): Promise<Answer<Duty['myDuty']['output']>> {
  return callAction('duty', 'myDuty', {})
}

export function whoIsReachable(conversationId: string): Promise<Answer<Duty['whoIsReachable']['output']>> {
  return callAction('duty', 'whoIsReachable', { conversationId })
}
