/** Reads one conversation and keeps up with it: what changed after the last number, asked again at every tick. */
import type { Answer } from '../../../domain/contract/envelope'
import type { Conversation, MentionView, MessageView, PinnedNotice } from '../../../domain/contract/groups'
import {
  forgetConversation,
  keepConversation,
  lastConversation,
  markRead,
  openConversation,
  readChanges,
  readEarlier,
} from '../../../services/groups'
import { hearCloudTime, phoneTime } from '../../../services/clock'
import { isPassing } from '../../../services/cloud'
import { followTick, type Following } from '../../../services/ticks'
import { mergeMessages, replaceMention, WINDOW } from './message-log'

type Refusal = Extract<Answer, { ok: false }>

export interface Reader {
  messages: MessageView[]
  conversation: Conversation | null
  pinned: PinnedNotice | null
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
const MARK_AFTER_MS = 2_000
/** A group of more than this is a crowd: what each phone does in it, a hundred others do at the same moment. */
const CROWD = 30
const CROWD_PAUSE_MS = 2_000
const CROWD_MARK_AFTER_MS = 10_000
/** After a failure the watch may be silent although something was missed. */
const FAILED_AGAIN_MS = 6_000

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
  /** The place of the oldest loaded page; 0 when nothing is earlier. */
  let firstOrder = 0
  let readN = 0
  let shownN = 0
  let marking = false
  let markTimer: ReturnType<typeof setTimeout> | undefined
  let troubled = false
  let timer: ReturnType<typeof setTimeout> | undefined
  let tick: Following | null = null
  /** When the cloud was asked last: by opening, or for changes. */
  let askedAt = -Infinity

  const crowded = () => (reader.conversation?.memberCount ?? 0) > CROWD

  const take = (messages: MessageView[]) => {
    if (messages.length === 0) return
    // An old message that changed waits for its page: shown before those between, it would make them be skipped.
    const near = messages.filter(({ order }) => order >= firstOrder)
    reader.messages = mergeMessages(reader.messages, near)
    onChange()
  }
  const takePage = (messages: MessageView[], earlier: boolean) => {
    reader.earlier = earlier
    firstOrder = earlier ? Math.min(...messages.map(({ order }) => order), firstOrder || Infinity) : 0
    take(messages)
  }

  const takePin = (pinned: PinnedNotice | null | undefined) => {
    const before = reader.pinned
    reader.pinned = pinned ?? null // a copy of an older version has none
    if (before?.messageId !== reader.pinned?.messageId) onChange()
  }

  const pullIn = (ms: number) => {
    if (timer !== undefined) clearTimeout(timer)
    timer = setTimeout(() => tick?.ask(), ms)
  }

  /** Called by `followTick` alone, so never twice at a time; further pages come at its pace, too. */
  const pull = async (): Promise<void> => {
    askedAt = phoneTime()
    const answer = await readChanges(conversationId, cursor)
    troubled = !answer.ok
    onTrouble(answer.ok ? null : answer)
    if (!answer.ok) {
      if (isPassing(answer.code)) pullIn(FAILED_AGAIN_MS)
      else giveUp()
      return
    }
    hearCloudTime(answer.data.now)
    cursor = Math.max(cursor, answer.data.cursor)
    take(answer.data.messages)
    takePin(answer.data.pinned)
    if (answer.data.more) tick?.ask()
    else if (answer.data.waiting) pullIn(HOLE_AGAIN_MS)
  }

  /** Refused for good: nothing is shown, kept or asked for any more until it is opened anew. */
  const giveUp = () => {
    tick?.stop()
    tick = null
    reader.conversation = null
    reader.messages = []
    forgetConversation(conversationId)
  }

  const openCopy = (refusal: Refusal): Refusal | null => {
    if (!isPassing(refusal.code)) giveUp()
    const copy = lastConversation(conversationId)
    if (!copy) return refusal
    reader.conversation = copy.conversation
    cursor = copy.cursor
    readN = copy.conversation.readN
    takePage(copy.messages, copy.earlier)
    takePin(copy.pinned)
    troubled = true
    onTrouble(refusal)
    return null
  }

  /** What was shown while one was on its way is told after it. */
  const mark = async (): Promise<void> => {
    if (marking || shownN <= readN) return
    marking = true
    const answer = await markRead(conversationId, shownN)
    marking = false
    if (!answer.ok) return
    readN = Math.max(readN, answer.data.readN)
    await mark()
  }

  const markNow = () => {
    if (markTimer !== undefined) clearTimeout(markTimer)
    markTimer = undefined
    void mark()
    // An app that is killed is told nothing: what it shows without a network next time is from here.
    keepCopy()
  }

  const keepCopy = () => {
    if (!reader.conversation) return
    const messages = reader.messages.slice(-WINDOW)
    const earlier = reader.earlier || reader.messages.length > messages.length
    keepConversation({ conversation: reader.conversation, pinned: reader.pinned, messages, cursor, earlier })
  }

  const reader: Reader = {
    messages: [],
    conversation: null,
    pinned: null,
    earlier: false,
    take(messages) {
      // The very next number: nothing is missing before it, so its tick needs no question.
      for (const { n } of messages) if (n === cursor + 1) cursor = n
      take(messages)
    },
    takeMention(mention) {
      reader.messages = replaceMention(reader.messages, mention)
      onChange()
    },
    async open() {
      askedAt = phoneTime()
      const answer = await openConversation(conversationId)
      if (!answer.ok) return openCopy(answer)
      hearCloudTime(answer.data.now)
      reader.conversation = answer.data.conversation
      cursor = answer.data.cursor
      readN = answer.data.conversation.readN
      firstOrder = 0
      takePage(answer.data.messages, answer.data.earlier)
      takePin(answer.data.pinned)
      keepCopy()
      return null
    },
    async loadEarlier() {
      const first = reader.messages[0]
      if (!first || !reader.earlier) return 0
      const answer = await readEarlier(conversationId, first.order)
      if (!answer.ok) return 0
      takePage(answer.data.messages, answer.data.earlier)
      return answer.data.messages.length
    },
    follow() {
      // After trouble one more look is needed, if only to say that it is over.
      const has = (n: number) => !troubled && n <= cursor
      tick = tick ?? followTick(conversationId, pull, has, crowded() ? CROWD_PAUSE_MS : undefined, askedAt)
    },
    rest() {
      tick?.stop()
      tick = null
      markNow()
    },
    showed() {
      shownN = cursor
      // A lively group would be told of every message by every phone that shows it.
      markTimer = markTimer ?? setTimeout(markNow, crowded() ? CROWD_MARK_AFTER_MS : MARK_AFTER_MS)
    },
  }
  return reader
}
