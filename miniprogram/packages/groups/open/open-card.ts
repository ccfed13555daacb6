/** One open @ of a group as a card: who has it, until when, how far it was carried. Pure. */
import type { OpenMention } from '../../../domain/contract/groups/mentions'
import type { MentionAct } from '../../../domain/mention-acts'
import { OBLIGATION_STATES } from '../../../domain/obligations'
import type { ObligationState } from '../../../domain/obligations'
import { sayAhead, sayTime, sayTimeLeft } from '../../../domain/times'

export interface OpenCard {
  obligationId: string
  messageId: string
  title: string
  /** 示例·王掌柜 问 营商环境办 · 今天 15:04 */
  asked: string
  left: string
  late: boolean
  /** 在 示例·陈主任 手上 · 已答应 · 明早 9:00 前 */
  owner: string
  /** What happened besides: carried up, offered; '' when nothing did. */
  besides: string
  state: ObligationState
  mine: boolean
  mayAct: MentionAct[]
}

export function openCard(mention: OpenMention, now: number): OpenCard {
  const { state, promisedAt, startsAt, dueAt, rung, offeredTo, mayAct } = mention
  const promise = state === 'promised' && promisedAt !== null ? ` · ${sayAhead(promisedAt, now)} 前` : ''
  const carried = rung > 0 ? `没人收到，已往上叫 ${rung} 次` : ''
  const offered = offeredTo ? `正转给 ${offeredTo}，还没接` : ''
  return {
    obligationId: mention.obligationId,
    messageId: mention.messageId,
    title: mention.title,
    asked: `${mention.askerName} 问 ${mention.askedName} · ${sayTime(mention.askedAt, now)}`,
    left: startsAt > now ? `${sayAhead(startsAt, now)} 起算` : sayTimeLeft(dueAt, now),
    late: dueAt < now,
    owner: `在 ${mention.ownerName} 手上 · ${OBLIGATION_STATES[state].label}${promise}`,
    besides: [carried, offered].filter(Boolean).join(' · '),
    state,
    // Only who owes it can say that it is not his.
    mine: mayAct.includes('notMine'),
    mayAct,
  }
}
