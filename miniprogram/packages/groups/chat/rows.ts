/** What one bubble shows, made from a message of the cloud or from one that still waits on the phone. */
import type { AskableUnit } from '../../../domain/contract/groups/asking'
import type { CardView, CaseCardView } from '../../../domain/contract/groups/messages'
import type { Member, MentionView, MessageView } from '../../../domain/contract/groups'
import type { ErrorCode } from '../../../domain/errors'
import { sentenceFor } from '../../../domain/errors'
import { PICTURE_CHECK_LATE_MS } from '../../../domain/messages'
import { sayTime } from '../../../domain/times'
import type { MessageInput } from '../../../services/groups'
import type { WaitingCall } from '../../../services/waiting-calls'
import { saidCase } from './case-mark'
import type { SaidCase } from './case-mark'
import { askedBy } from './asked-bar/asked-by'

export interface Row {
  /** Also the id of its node, so that the list can be scrolled to it. */
  key: string
  messageId: string
  mine: boolean
  name: string
  role: string
  organisation: string
  text: string
  /** Shown instead of the text, or below it, when the content is not plainly there. */
  note: string
  mentions: MentionView[]
  /** Names of people asked by a message that has not been sent: they carry no state yet. */
  unsentNames: string[]
  answers: { messageId: string; senderName: string; text: string } | null
  /** @所有人, by 群主. */
  toAll: boolean
  card: (CardView & { conversationId: string }) | null
  caseCard: (SaidCase & { words: string; foot: string }) | null
  pictures: RowPicture[]
  /** The first message the reader had not read when he came: a line above says so. */
  firstUnread: boolean
  /** A time above the bubble, when some minutes have passed since the one before. */
  time: string
  waiting: { id: string; label: string; reason: string; failed: boolean; retry: string; edit: boolean } | null
  /** The @ that the reader owes an answer to and has not had in front of him yet. */
  asksMe: string
  owed: string
  canAcknowledge: boolean
}

/** `url` is '' while it is looked for, and for whoever may not see it yet. */
export interface RowPicture {
  url: string
  words: string
}

const PICTURE_WORDS = { checking: '图片检查中', shown: '', refused: '图片没有通过检查，别人看不到' }
/** The check has not answered for ten minutes; looking at it asks again. */
const STILL = '还在检查，别人暂时看不到'

const TIME_GAP_MS = 5 * 60_000
const NOTES = {
  shown: '',
  held: '正在审核，通过后大家就能看到',
  refused: '没有显示，别人看不到',
  recalled: '这条已撤回',
  withdrawn: '这条已被撤下',
}

/** @param urls of its pictures, as far as they are known */
export function messageRow(
  message: MessageView,
  before: MessageView | null,
  now: number,
  urls: string[] = [],
): Row {
  // Also one to whom the ladder has called the reader: he may answer it as well.
  const owed = message.mentions.find((mention) => mention.mayAct?.includes('answer'))
  const unseen = owed && owed.mayAct.includes('see')
  const gap = !before || message.at - before.at > TIME_GAP_MS
  // Said once when someone writes several in a row.
  const again = !gap && before.senderId === message.senderId
  return {
    key: `m-${message.messageId}`,
    messageId: message.messageId,
    mine: message.mine,
    name: again ? '' : message.senderName,
    role: again ? '' : message.senderRole,
    organisation: again ? '' : message.senderOrganisation,
    text: message.text,
    // What a reviewer said is for the sender alone: the cloud tells nobody else.
    note: [NOTES[message.content], message.reason].filter(Boolean).join('。原因：'),
    toAll: message.toAll ?? false,
    card: message.card ? { ...message.card, conversationId: message.conversationId } : null,
    // A copy kept by an older version has none.
    caseCard: message.caseCard ? cardRow(message.caseCard) : null,
    pictures: (message.pictures ?? []).map(({ state }, place) => ({
      url: urls[place] ?? '',
      words: state === 'checking' && now - message.at >= PICTURE_CHECK_LATE_MS ? STILL : PICTURE_WORDS[state],
    })),
    firstUnread: false,
    mentions: message.mentions,
    unsentNames: [],
    answers: message.answers,
    time: gap ? sayTime(message.at, now) : '',
    waiting: null,
    asksMe: unseen ? owed.obligationId : '',
    owed: owed ? owed.obligationId : '',
    canAcknowledge: Boolean(owed?.mayAct.includes('acknowledge')),
  }
}

/** Whoever may not read the words learns why there are none. */
function cardRow(card: CaseCardView): Row['caseCard'] {
  const said = saidCase(card)
  const by = card.unitName ? `${card.unitName} · ` : ''
  const foot = said.caseId
    ? `${by}点开看全部`
    : card.words
      ? `${by}提出的人公开了答复`
      : `${by}内容只有当事人看得到`
  return { ...said, words: card.words, foot }
}

/** What to do about a refusal is on its button; the rest can only be written differently. */
const RETRIES: Partial<Record<ErrorCode, string>> = {
  CONSENT_NEEDED: '去同意',
  CONSENT_OUTDATED: '去同意',
  PHONE_NEEDED: '去验证',
  // The same words would be judged the same way.
  CONTENT_REFUSED: '',
  CONTENT_UNSURE: '',
}

/**
 * @param uploaded of its pictures in per cent, null when none is on its way
 * @param reason why the last try came to nothing, '' before that: a bubble on its way needs no button
 */
export function waitingRow(
  call: WaitingCall,
  members: Member[],
  reason: string,
  uploaded: number | null = null,
  units: AskableUnit[] = [],
): Row {
  const input = call.input as MessageInput
  const { refusal } = call
  return {
    key: `w-${call.id}`,
    messageId: '',
    mine: true,
    name: '',
    role: '',
    organisation: '',
    text: input.text,
    note: '',
    toAll: input.toAll ?? false,
    card: input.cardOf ? cardIn(call, members, input.cardOf) : null,
    caseCard: null,
    pictures: (input.pictures ?? []).map(({ fileId }) => ({
      url: fileId.startsWith('cloud:') ? '' : fileId,
      words: '',
    })),
    firstUnread: false,
    mentions: [],
    unsentNames: askedBy(input, members, units).map(({ name }) => name),
    answers: null,
    time: '',
    waiting: {
      id: call.id,
      label: refusal ? '没发出' : '待发送',
      reason: refusal
        ? sentenceFor(refusal.code, refusal.facts)
        : uploaded === null
          ? reason
          : `图片上传 ${uploaded}%`,
      failed: refusal !== null,
      retry: refusal ? (RETRIES[refusal.code] ?? '重试') : reason ? '重试' : '',
      // A card has no words to be written differently.
      edit: refusal !== null && !input.cardOf,
    },
    asksMe: '',
    owed: '',
    canAcknowledge: false,
  }
}

/** As the phone's copy of the roster has him: what the cloud takes is what it reads itself. */
function cardIn(call: WaitingCall, members: Member[], personId: string): Row['card'] {
  const { conversationId } = call.input as MessageInput
  const member = members.find((each) => each.personId === personId)
  const { name = '…', role = '', organisation = '' } = member ?? {}
  return { personId, name, role, organisation, conversationId }
}
