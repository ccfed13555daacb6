/** 待我回应: what the holder of the phone owes an answer to. */
import type { Answer } from '../domain/contract/envelope'
import type { InboxItem } from '../domain/contract/duty'
import { callAction } from './cloud'

/** The least time left first, at most 20. */
export function listInbox(): Promise<Answer<{ items: InboxItem[]; more: boolean; answeredToday: number }>> {
  return callAction('duty', 'listInbox', {})
}
