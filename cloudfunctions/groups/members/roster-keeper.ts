import { can, type Permission } from '../../../miniprogram/domain/permissions'
import { find } from '../../_kit/once'
import { Refusal } from '../../_kit/refusal'
import type { PersonActor } from '../../_kit/serve'
import { findConversation, membershipId, type ConversationDocument, type MemberDocument } from '../store'

/**
 * Whoever keeps a group's roster: its 群主, or an operator, who need not be in it. Two requests, three for an operator.
 * @throws Refusal NOT_ALLOWED, for a group that is not there too: an id must not be probed
 */
export async function groupToKeep(
  conversationId: string,
  { personId }: PersonActor,
  permission: Permission = 'groups.keepRoster',
): Promise<ConversationDocument> {
  const member = await find<MemberDocument>('members', membershipId(conversationId, personId))
  if (!can(permission, { personId, member })) {
    const person = await find<{ operator?: boolean }>('persons', personId)
    if (!can(permission, { personId, member, operator: person?.operator === true }))
      throw new Refusal('NOT_ALLOWED')
  }
  const conversation = await findConversation(conversationId)
  if (!conversation || conversation.kind !== 'group') throw new Refusal('NOT_ALLOWED')
  return conversation
}
