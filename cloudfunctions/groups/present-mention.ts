/** What one reader may see of an @, and do with it. */
import type { MentionView } from '../../miniprogram/domain/contract/groups'
import { REACHED } from '../../miniprogram/domain/ladder'
import { actsOn, mayRaise } from '../../miniprogram/domain/mention-acts'
import { isOpen, type NoticeOutcome, type Obligation } from '../../miniprogram/domain/obligations'
import { HEAD_ROLE } from '../../miniprogram/domain/roles'
import { presentMark } from './cases/present-case'
import type { MessageDocument } from './messages'
import type { ConversationDocument, MemberDocument } from './store'

export interface Reader {
  personId: string
  /** His role in this conversation: 群主 sees every clock. */
  role: string
  /** The cloud's clock, in ms: what he may do depends on it. */
  now: number
  /** The group decided that askers see 已看到; otherwise it serves the ladder alone. */
  showSeen?: boolean
  /** Heads the unit whose business it is; looked up only where he acts on a single @. */
  isUnitHead?: boolean
}

/** A member reads in his conversation. */
export function readerIn(
  {
    personId,
    role,
    conversation,
  }: Pick<MemberDocument, 'personId' | 'role'> & {
    conversation: Pick<ConversationDocument, 'showSeen'>
  },
  now: number,
): Reader {
  return { personId, role, now, showSeen: conversation.showSeen ?? false }
}

/** Begun, without an outcome yet. */
const UNDER_WAY: readonly NoticeOutcome[] = ['waiting', 'telling', 'calling']

type Mention = MessageDocument['mentions'][number]

/** @param obligations those that the @ of this message opened or joined */
export function presentMentions(
  message: MessageDocument,
  obligations: Obligation[],
  reader: Reader,
): MentionView[] {
  const own = obligations.filter(
    ({ source, messageIds }) => source.about === 'mention' && messageIds.includes(message._id),
  )
  return message.mentions.map((mention) => {
    const obligation = own.find(({ asked }) => asked.id === mention.asked.id)
    return obligation ? presentMention(obligation, reader) : withoutClock(mention, message, reader)
  })
}

/** Time, people and steps are for those concerned; everyone else sees 处理中 or 已回应. */
export function presentMention(obligation: Obligation, reader: Reader): MentionView {
  const { ownerId, askerId, calledIds, notices, offer, state, asked } = obligation
  const mine = ownerId === reader.personId
  const isAsker = askerId === reader.personId
  const isGroupHead = reader.role === HEAD_ROLE
  const isUnitHead = reader.isUnitHead ?? false
  const concernsMe = mine || isAsker || isGroupHead || isUnitHead || calledIds.includes(reader.personId)
  const mark = presentMark(obligation.card, reader.personId)
  const base = { ...nothingToTell(obligation._id, asked, { concernsMe, mine }), case: mark }
  if (!concernsMe) return { ...base, state: isOpen(state) ? 'asked' : 'answered' }
  const steps = isAsker && !reader.showSeen ? obligation.steps.filter(notSeen) : obligation.steps
  return {
    ...base,
    // Without 已看到 it stands where it stood before.
    state: state === 'seen' && isAsker && !reader.showSeen ? (steps.at(-1)?.state ?? 'asked') : state,
    steps: steps.map((step) => ({ state: step.state, at: step.at.getTime() })),
    startsAt: obligation.startsAt.getTime(),
    dueAt: obligation.dueAt.getTime(),
    promisedAt: obligation.promisedAt?.getTime() ?? null,
    ownerId,
    ownerName: obligation.ownerName,
    called: notices
      .filter(({ personId, callId }) => personId !== ownerId || callId !== null)
      .map(({ name, at, outcome, callId }) => ({
        name,
        at: at.getTime(),
        reached: REACHED.includes(outcome),
        underWay: UNDER_WAY.includes(outcome),
        byPhone: callId !== null,
      })),
    dutyPhone: isAsker && isOpen(state) ? obligation.dutyPhone : null,
    offer: offer && { toId: offer.to, toName: offer.toName, note: offer.note },
    mayRaise: mayRaise(obligation, reader.personId),
    mayAct: actsOn(obligation, { personId: reader.personId, isGroupHead, isUnitHead }, reader.now),
  }
}

const notSeen = ({ state }: Obligation['steps'][number]) => state !== 'seen'

/**
 * An @ without an obligation: asked with 不用回应, or its obligation is being written this very moment, a step after its
 * message. Left out, its chip would stay missing on this reader's screen until the message changes again.
 */
function withoutClock(
  { obligationId, asked, noAnswerNeeded }: Mention,
  message: MessageDocument,
  reader: Reader,
): MentionView {
  const mine = asked.id === reader.personId && !noAnswerNeeded
  const concernsMe = mine || message.senderId === reader.personId || reader.role === HEAD_ROLE
  const base = nothingToTell(obligationId, asked, { concernsMe, mine })
  if (noAnswerNeeded) return { ...base, state: 'excused', noAnswerNeeded: true }
  const steps = concernsMe ? [{ state: 'asked' as const, at: message.createdAt.getTime() }] : []
  return { ...base, steps }
}

function nothingToTell(
  obligationId: string,
  asked: Mention['asked'],
  reader: Pick<MentionView, 'concernsMe' | 'mine'>,
): MentionView {
  return {
    obligationId,
    askedKind: asked.kind,
    personId: asked.id,
    name: asked.name,
    state: 'asked',
    steps: [],
    noAnswerNeeded: false,
    startsAt: null,
    dueAt: null,
    promisedAt: null,
    ownerId: null,
    ownerName: null,
    called: [],
    dutyPhone: null,
    offer: null,
    ...{ case: null, mayRaise: false },
    ...reader,
    mayAct: [],
  }
}
