/**
 * The app's own modules as one phone runs them, without its pages: bundled once by the bench and evaluated once for each
 * phone, so that every phone has an outbox, a reader and a storage of its own.
 */
import { conversationReader } from '../../miniprogram/packages/groups/chat/reader'
import type { MessageView } from '../../miniprogram/domain/contract/groups'
import { startCloud } from '../../miniprogram/services/cloud'
import { lineOf, sendMessage } from '../../miniprogram/services/groups'
import {
  onOutbox,
  restOutbox,
  startOutbox,
  waitingCalls,
  wakeOutbox,
} from '../../miniprogram/services/outbox'

/** Opens the app on one conversation, as app.ts and the chat page do. */
export async function openApp(conversationId: string, onChange: (messages: MessageView[]) => void) {
  startCloud()
  startOutbox()
  wakeOutbox()
  const reader = conversationReader(
    conversationId,
    () => {
      onChange(reader.messages)
      reader.showed()
    },
    () => undefined,
  )
  onOutbox((call, answer) => {
    if (answer?.ok && call.line === lineOf(conversationId))
      reader.take([(answer.data as { message: MessageView }).message])
  })
  // Offline at the start there may be nothing to show yet; the page would offer to try again.
  while ((await reader.open()) !== null) await new Promise((resume) => setTimeout(resume, 1_000))
  reader.follow()
  return {
    messages: () => reader.messages,
    say: (draftId: string, text: string) => sendMessage({ draftId, conversationId, text, mentionIds: [] }),
    waiting: () => waitingCalls().length,
    close() {
      reader.rest()
      restOutbox()
    },
  }
}
