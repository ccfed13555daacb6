/** Whether a draft may be sent: who, what and whom it may ask. */
import { checkMentions } from '../../../miniprogram/domain/mentions'
import { MENTIONS_MAX, PICTURES_MAX, TEXT_MAX } from '../../../miniprogram/domain/messages'
import { can } from '../../../miniprogram/domain/permissions'
import type { Verdict } from '../../_kit/content-check'
import { Refusal } from '../../_kit/refusal'
import type { AskedHere } from '../asked-by-message'
import type { MemberDocument } from '../store'
import type { Gathered } from './gather'

export interface Draft {
  messageId: string
  openid: string
  personId: string
  conversationId: string
  text: string
  mentionIds: string[]
  unitIds: string[]
  askEach: boolean
  canWait: boolean
  noAnswerNeeded: boolean
  toAll: boolean
  pictures: { fileId: string; width: number; height: number }[]
  cardOf: string | null
}

/** What was said, to tell a repeat from another message under the same id. */
export function saidIn(draft: Draft, answersMessageId: string | null): unknown[] {
  const { conversationId, text, mentionIds, toAll, pictures, cardOf } = draft
  const { unitIds, askEach, canWait, noAnswerNeeded } = draft
  const more = toAll || cardOf || pictures.length > 0 ? [{ toAll, pictures, cardOf }] : []
  const asking =
    unitIds.length > 0 || askEach || canWait || noAnswerNeeded
      ? [{ unitIds, askEach, canWait, noAnswerNeeded }]
      : []
  return [conversationId, text, mentionIds, answersMessageId, ...more, ...asking]
}

export interface Judged {
  sender: MemberDocument
  asked: AskedHere[]
  /** Whose card it carries. */
  card: MemberDocument | null
}

/** @throws Refusal with the reason */
export function judge(draft: Draft, { members, asking }: Gathered, phoneVerified: boolean): Judged {
  const { personId, text, pictures, cardOf } = draft
  if (text === '' && pictures.length === 0 && !cardOf) throw new Refusal('TEXT_EMPTY')
  if ([...text].length > TEXT_MAX) throw new Refusal('TEXT_TOO_LONG', { max: TEXT_MAX })
  if (pictures.length > PICTURES_MAX) throw new Refusal('PICTURES_TOO_MANY', { max: PICTURES_MAX })
  const sender = members.find((member) => member.personId === personId)
  if (!sender || !can('groups.send', { personId, member: sender })) throw new Refusal('NOT_MEMBER')
  if (draft.toAll && !can('groups.announce', { personId, member: sender })) throw new Refusal('NOT_ALLOWED')
  if (sender.private?.blocked) throw new Refusal('BLOCKED')
  if (!phoneVerified) throw new Refusal('PHONE_NEEDED')
  const askable = members.map((member) => ({ ...member, active: member.state === 'active' }))
  const checked = checkMentions(personId, draft.mentionIds, askable)
  if ('code' in checked) throw new Refusal(checked.code, checked.facts)
  if (draft.mentionIds.length + draft.unitIds.length > MENTIONS_MAX)
    throw new Refusal('MENTION_TOO_MANY', { max: MENTIONS_MAX })
  const persons = checked.asked.map(({ personId: id, name }): AskedHere => {
    const { unitId } = members.find((member) => member.personId === id)!
    return { asked: { kind: 'person', id, name }, unitId }
  })
  const asked = [...persons, ...draft.unitIds.map((unitId) => askedUnit(unitId, asking))]
  const card = members.find((member) => member.personId === cardOf && member.state === 'active') ?? null
  if (cardOf && !card) throw new Refusal('NOT_FOUND')
  return { sender, asked, card }
}

/** A unit that has people in this group: who is on duty elsewhere could not answer in it. */
function askedUnit(unitId: string, asking: Gathered['asking']): AskedHere {
  const unit = asking?.units.find(({ _id }) => _id === unitId)
  const here = asking?.unitMembers.some((member) => member.unitId === unitId && member.state === 'active')
  if (!unit || !here) throw new Refusal('MENTION_REFUSED', { name: unit?.name ?? '这个单位' })
  return { asked: { kind: 'unit', id: unitId, name: unit.name }, unitId }
}

/**
 * In a group a doubtful message is held for 群主. In a private chat no person may ever read it, and 群主 cannot wait for
 * himself: there the author is told and may change it, or the phone tries again by itself when the check was silent.
 */
export function contentAfter(verdict: Verdict, sender: MemberDocument): 'shown' | 'held' {
  if (verdict === 'pass') return 'shown'
  if (!sender.private && !can('groups.review', { personId: sender.personId, member: sender })) return 'held'
  throw new Refusal(verdict === 'unsure' ? 'CONTENT_UNSURE' : 'BUSY')
}
