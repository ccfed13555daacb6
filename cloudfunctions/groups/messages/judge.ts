/** Whether a draft may be sent: who, what and whom it may ask. */
import { checkMentions } from '../../../miniprogram/domain/mentions'
import { PICTURES_MAX, TEXT_MAX } from '../../../miniprogram/domain/messages'
import { can } from '../../../miniprogram/domain/permissions'
import type { Verdict } from '../../_kit/content-check'
import { Refusal } from '../../_kit/refusal'
import type { MemberDocument } from '../store'

export interface Draft {
  messageId: string
  openid: string
  personId: string
  conversationId: string
  text: string
  mentionIds: string[]
  toAll: boolean
  pictures: { fileId: string; width: number; height: number }[]
  cardOf: string | null
}

export interface Judged {
  sender: MemberDocument
  asked: MemberDocument[]
  /** Whose card it carries. */
  card: MemberDocument | null
}

/** @param members those of the persons in the draft who are, or were, in the conversation. @throws Refusal with the reason */
export function judge(draft: Draft, members: MemberDocument[], phoneVerified: boolean): Judged {
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
  const asked = checked.asked.map((each) => members.find((member) => member.personId === each.personId)!)
  const card = members.find((member) => member.personId === cardOf && member.state === 'active') ?? null
  if (cardOf && !card) throw new Refusal('NOT_FOUND')
  return { sender, asked, card }
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
