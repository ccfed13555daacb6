/** 今晚谁能收到通知, and one's own duty. */
import type { Answer } from '../../domain/contract/envelope'
import type { Duty } from '../../domain/contract/duty'
import { callAction } from '../cloud'
import { moveOnce } from '../moves'

export function myDuty(): Promise<Answer<Duty['myDuty']['output']>> {
  return callAction('duty', 'myDuty', {})
}

export function whoIsReachable(conversationId: string): Promise<Answer<Duty['whoIsReachable']['output']>> {
  return callAction('duty', 'whoIsReachable', { conversationId })
}

/** 我到岗了: WeChat brings a test message. Asking again after a lost answer sends no second one. */
export function arrive(unitId: string): Promise<Answer<Duty['arrive']['output']>> {
  return moveOnce(`arrive/${unitId}`, (testId) => callAction('duty', 'arrive', { unitId, testId }))
}

/** The test message came. */
export function answerTest(testId: string): Promise<Answer<{ triedAt: number }>> {
  return callAction('duty', 'answerTest', { testId })
}
