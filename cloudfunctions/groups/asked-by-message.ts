/**
 * The obligations a message opens: one for each person or unit asked, with an id that follows from message and asked.
 * Built from the stored message, never from the call that repeats it: time and content state are the first call's.
 */
import { noticeFor } from '../../miniprogram/domain/climb'
import { clockOf, ladderOfGroup, nextAtOf, rungNoticeId } from '../../miniprogram/domain/ladder'
import { titleOf } from '../../miniprogram/domain/mentions'
import { ownerOf, type Asked, type Obligation } from '../../miniprogram/domain/obligations'
import { HEAD_ROLE } from '../../miniprogram/domain/roles'
import { derivedId } from '../_kit/ids'
import { onDutyIn, type AnsweringUnit } from '../_kit/units'
import type { MessageDocument } from './messages'
import type { ConversationDocument, MemberDocument } from './store'

type Mention = MessageDocument['mentions'][number]

/** Whom a draft asks, each checked. */
export interface AskedHere {
  asked: Asked
  unitId: string | null
}

/** What a message keeps of those it asks. */
export function mentionsOf(messageId: string, asked: AskedHere[], noAnswerNeeded: boolean): Mention[] {
  return asked.map((each) => ({
    obligationId: derivedId('obligation', messageId, each.asked.id),
    asked: each.asked,
    unitId: each.unitId,
    ...(noAnswerNeeded ? { noAnswerNeeded: true as const } : {}),
  }))
}

/** Those whose answer it waits for. */
export function waitedFor(message: Pick<MessageDocument, 'mentions'>): Mention[] {
  return message.mentions.filter(({ noAnswerNeeded }) => !noAnswerNeeded)
}

/** Who answers for the units asked, already looked up. */
export interface Answering {
  units: AnsweringUnit[]
  /** Memberships of the conversation: who works for those units, and their heads. */
  members: MemberDocument[]
}

/**
 * Of one @. Its owner is written with his first notice when the clock starts at once: then whoever is fastest tells him,
 * and nobody can be left out between the two.
 */
export function obligationOf(
  message: MessageDocument,
  { obligationId, asked, unitId }: Mention,
  conversation: ConversationDocument,
  answering: Answering,
): Obligation {
  const at = message.createdAt
  const { startsAt, dueAt } = clockOf(at.getTime(), message.canWait ?? false, ladderOfGroup(conversation))
  const owner = ownerNow(asked, conversation, answering, startsAt)
  const start = new Date(startsAt)
  const sleeps = startsAt > at.getTime()
  const person = { personId: owner.id, name: owner.name, reachable: true }
  const first = { id: rungNoticeId(0, 0), why: 'asked' as const, round: 0, rung: 0 }
  return {
    _id: obligationId,
    messageIds: [message._id],
    source: {
      area: 'groups',
      about: 'mention',
      conversationId: conversation._id,
      messageId: message._id,
      conversationName: conversation.name,
    },
    // A message held for review is announced without its words.
    title: message.content === 'shown' ? titleOf(message.text) : '有一条给你的消息，正在审核',
    askerId: message.senderId,
    askerName: message.senderName,
    asked,
    ownerId: owner.id,
    ownerName: owner.name,
    unitId,
    state: 'asked',
    open: true,
    steps: [{ state: 'asked', at, by: message.senderId }],
    calledIds: [owner.id],
    askEach: message.askEach ?? false,
    startsAt: start,
    dueAt: new Date(dueAt),
    promisedAt: null,
    rung: sleeps ? -1 : 0,
    round: 0,
    rungAt: start,
    shiftEndsAt: owner.until === null ? null : new Date(owner.until),
    nextAt: sleeps ? new Date(nextAtOf(startsAt, owner.until)) : start,
    notices: sleeps ? [] : [noticeFor(person, { ...first, dueAt: startsAt, now: startsAt })],
    dutyPhone: null,
    offer: null,
    createdAt: at,
    endedAt: null,
    history: [],
  }
}

/** On duty when its clock starts, else the head, else 群主: only who can read the conversation can answer in it. */
function ownerNow(asked: Asked, conversation: ConversationDocument, answering: Answering, at: number) {
  if (asked.kind === 'person') return { id: asked.id, name: asked.name, until: null }
  const unit = answering.units.find(({ _id }) => _id === asked.id)
  const memberHere = (personId: string | null) =>
    answering.members.find((member) => member.personId === personId && member.state === 'active') ?? null
  const duty = unit ? onDutyIn(unit, at) : { personId: null, until: null }
  const id = ownerOf(asked, {
    onDutyId: memberHere(duty.personId)?.personId ?? null,
    standInId: null, // a stand-in is a change of the rota: who is on duty is he
    headId: memberHere(unit?.headId ?? null)?.personId ?? null,
    lastResortId: conversation.headId,
  })
  return { id, name: memberHere(id)?.name ?? HEAD_ROLE, until: duty.until }
}
