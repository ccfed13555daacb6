/** Reads one conversation and keeps up with it: what changed after the last number, asked again at every tick. */
import type { Answer } from '../../../domain/contract/envelope'
import type { Conversation, MentionView, MessageView } from '../../../domain/contract/groups'
import {
  forgetConversation,
  keepConversation,
  lastConversation,
  markRead,
  openConversation,
  readChanges,
  readEarlier,
} from '../../../services/groups'
import { followTick } from '../../../services/ticks'
import { mergeMessages, replaceMention, WINDOW } from './message-log'

type Refusal = Extract<Answer, { ok: false }>

export interface Reader {
  messages: MessageView[]
  conversation: Conversation | null
  /** There are older messages in the cloud. */
  earlier: boolean
  /**
   * Loads the newest messages; when the cloud cannot be reached, what this phone had last, and `onTrouble` is told.
   * @returns why there is nothing to show, or null
   */
  open(): Promise<Refusal | null>
  /** Loads one page of older messages. @returns how many came */
  loadEarlier(): Promise<number>
  /** Takes over what an action of the reader's own answered. */
  take(messages: MessageView[]): void
  takeMention(mention: MentionView): void
  /** Keeps up until `rest`; starts with a fresh look, since anything may have happened meanwhile. */
  follow(): void
  rest(): void
  /** The newest messages are in front of the reader. */
  showed(): void
}

/** A number is missing because its message is still being written: the cloud gives it up after 10 s. */
const HOLE_AGAIN_MS = 1_000
/** After a failure the watch may be silent although something was missed. */
const FAILED_AGAIN_MS = 6_000
const PASSING = ['OFFLINE', 'INTERNAL', 'BUSY']

/**
 * @param onChange after `messages` changed
 * @param onTrouble with the refusal when keeping up fails, with null when it works again
 */
export function conversationReader(
  conversationId: string,
  onChange: () => void,
  onTrouble: (refusal: Refusal | null) => void,
): Reader {
  let cursor = 0
  let readN = 0
  let marking = false
  let pulling = false
  let pullAgain = false
  let timer: ReturnType<typeof setTimeout> | undefined
  let tick: { stop(): void } | null = null

  const take = (messages: MessageView[]) => {
    if (messages.length === 0) return
    reader.messages = mergeMessages(reader.messages, messages)
    onChange()
  }

  const pullIn = (ms: number) => {
    if (timer !== undefined) clearTimeout(timer)
    timer = setTimeout(() => void pull(), ms)
  }

  /** One at a time: two answers crossing on a slow network could move the cursor back. */
  const pull = async (): Promise<void> => {
    if (!tick) return
    if (pulling) {
      pullAgain = true
      return
    }
    pulling = true
    let more = true
    while (more && tick) {
      pullAgain = false
      const answer = await readChanges(conversationId, cursor)
      onTrouble(answer.ok ? null : answer)
      if (!answer.ok) {
        if (PASSING.includes(answer.code)) pullIn(FAILED_AGAIN_MS)
        else forgetConversation(conversationId)
        break
      }
      cursor = Math.max(cursor, answer.data.cursor)
      take(answer.data.messages)
      more = answer.data.more || pullAgain
      if (answer.data.waiting && !more) pullIn(HOLE_AGAIN_MS)
    }
    pulling = false
  }

  const openCopy = (refusal: Refusal): Refusal | null => {
    const copy = PASSING.includes(refusal.code) ? lastConversation(conversationId) : null
    if (!copy) return refusal
    reader.conversation = copy.conversation
    reader.earlier = copy.earlier
    cursor = copy.cursor
    take(copy.messages)
    onTrouble(refusal)
    return null
  }

  const keepCopy = () => {
    if (!reader.conversation) return
    const messages = reader.messages.slice(-WINDOW)
    const earlier = reader.earlier || reader.messages.length > messages.length
    keepConversation({ conversation: reader.conversation, messages, cursor, earlier })
  }

  const reader: Reader = {
    messages: [],
    conversation: null,
    earlier: false,
    take,
    takeMention(mention) {
      reader.messages = replaceMention(reader.messages, mention)
      onChange()
    },
    async open() {
      const answer = await openConversation(conversationId)
      if (!answer.ok) return openCopy(answer)
      reader.conversation = answer.data.conversation
      reader.earlier = answer.data.earlier
      cursor = answer.data.cursor
      readN = answer.data.conversation.readN
      take(answer.data.messages)
      keepCopy()
      return null
    },
    async loadEarlier() {
      const first = reader.messages[0]
      if (!first || !reader.earlier) return 0
      const answer = await readEarlier(conversationId, first.order)
      if (!answer.ok) return 0
      reader.earlier = answer.data.earlier
      take(answer.data.messages)
      return answer.data.messages.length
    },
    follow() {
      tick = tick ?? followTick(conversationId, () => void pull())
    },
    rest() {
      tick?.stop()
      tick = null
      keepCopy()
    },
    showed() {
      if (marking || cursor <= readN) return
      marking = true
      void markRead(conversationId, cursor).then((answer) => {
        marking = false
        if (answer.ok) readN = Math.max(readN, answer.data.readN)
      })
    },
  }
  return reader
}
