/** A member's card as one reader may see it. */
import type { MemberCard } from '../../../miniprogram/domain/contract/groups/roster'
import { maskPhone } from '../../../miniprogram/domain/people'
import { can } from '../../../miniprogram/domain/permissions'
import { HEAD_ROLE, isMentionable } from '../../../miniprogram/domain/roles'
import { find } from '../../_kit/once'
import { Refusal } from '../../_kit/refusal'
import { membershipId, type MemberDocument } from '../store'

/** The number stands in the people area's closed collection alone. One request; null when he never verified one. */
export async function numberOf(personId: string): Promise<string | null> {
  const phone = await find<{ number: string }>('phones', personId)
  return phone?.number ?? null
}

/**
 * Someone in a conversation that the reader is in. A removed member is there for 群主 alone. One request.
 * @throws Refusal NOT_FOUND
 */
export async function memberFor(reader: MemberDocument, personId: string): Promise<MemberDocument> {
  const member = await find<MemberDocument>('members', membershipId(reader.conversationId, personId))
  const manages = can('groups.readHistory', { personId: reader.personId, member: reader })
  if (!member || (member.state !== 'active' && !manages)) throw new Refusal('NOT_FOUND')
  return member
}

/** One request, for the masked number. */
export async function presentCard(member: MemberDocument, reader: MemberDocument): Promise<MemberCard> {
  const number = await numberOf(member.personId)
  const circumstances = { personId: reader.personId, member: reader, target: member }
  return {
    personId: member.personId,
    name: member.name,
    role: member.role,
    organisation: member.organisation,
    helpsWith: member.helpsWith ?? '',
    channel: member.channel ?? '',
    active: member.state === 'active',
    mine: member.personId === reader.personId,
    mentionable: isMentionable(member.role) && member.personId !== reader.personId,
    phoneMasked: number ? maskPhone(number) : '',
    mayRevealPhone: number !== null && can('groups.revealPhone', circumstances),
    phoneShared: member.phoneShared ?? false,
    mayManage: can('groups.changeRole', circumstances) && member.role !== HEAD_ROLE,
  }
}
