/** What waits to be sent in one conversation, as rows; and what can be done about one that came to nothing. */
import type { Answer } from '../../../domain/contract/envelope'
import type { Draft } from '../../../services/drafts'
import { lastMembers, lineOf } from '../../../services/groups'
import { lastAsking } from '../../../services/groups/asking'
import type { MessageInput } from '../../../services/groups'
import { dropCall, onOutbox, retryCall, waitingIn } from '../../../services/outbox'
import { uploadProgress } from '../../../services/uploads'
import type { WaitingCall } from '../../../services/waiting-calls'
import { askedBy } from './asked-bar/asked-by'
import { waitingRow } from './rows'
import type { Row } from './rows'

export type Refusal = Extract<Answer, { ok: false }>

export interface Written extends Pick<Draft, 'text' | 'asked' | 'askEach' | 'noAnswerNeeded' | 'pictures'> {
  answersId: string
}

export interface WaitingMessages {
  rows(): Row[]
  find(id: string): WaitingCall | undefined
  /** Sends it again now. */
  retry(id: string): void
  /** What was written, to be written differently; null while it may still be on its way. */
  written(id: string): Written | null
  /** Takes it out of what waits, once its words stand elsewhere. */
  drop(id: string): void
  /** The page is gone. */
  stop(): void
}

/** @param onAnswer with what the cloud said of one message, null when it was only put, dropped or tried again */
export function waitingMessages(
  conversationId: string,
  onAnswer: (call: WaitingCall, answer: Answer | null) => void,
): WaitingMessages {
  const line = lineOf(conversationId)
  /** Why the last try of a waiting message came to nothing, by its id. */
  const reasons = new Map<string, string>()
  const find = (id: string) => waitingIn(line).find((call) => call.id === id)
  const stop = onOutbox((call, answer) => {
    if (call.line !== line) return
    reasons.delete(call.id)
    if (answer && !answer.ok && !call.refusal) reasons.set(call.id, reasonOf(answer))
    onAnswer(call, answer)
  })
  return {
    find,
    stop,
    rows() {
      const calls = waitingIn(line)
      if (calls.length === 0) return []
      const members = lastMembers(conversationId)
      const { units } = lastAsking(conversationId)
      return calls.map((call) =>
        waitingRow(call, members, reasons.get(call.id) ?? '', uploadProgress(call.id), units),
      )
    },
    retry: (id) => retryCall(id),
    written(id) {
      const call = find(id)
      if (!call?.refusal) return null
      const input = call.input as MessageInput
      const { text, answersMessageId: answersId = '', pictures = [] } = input
      const { askEach = false, noAnswerNeeded = false } = input
      const asked = askedBy(input, lastMembers(conversationId), lastAsking(conversationId).units)
      const kept = pictures.map(({ fileId: path, width, height }) => ({ path, width, height }))
      return { text, asked, askEach, noAnswerNeeded, pictures: kept, answersId }
    },
    drop: (id) => void dropCall(id),
  }
}

/** What has to be done before a refused message can be sent; '' when nothing helps but writing it differently. */
export function sheetFor(code: Refusal['code']): '' | 'consent' | 'phone' {
  if (code === 'CONSENT_NEEDED' || code === 'CONSENT_OUTDATED') return 'consent'
  return code === 'PHONE_NEEDED' ? 'phone' : ''
}

function reasonOf(refusal: Refusal): string {
  if (refusal.code === 'OFFLINE') return '网络不好，内容留在手机里，有网会自动发出'
  return refusal.code === 'BUSY' ? '现在人多，会自动再发' : '出了点问题，会自动再发'
}
