/** 名片: what is shown of a member, and what 群主 does with a membership. One function per action. */
import type { Answer } from '../../domain/contract/envelope'
import type { MemberCard, MembershipMove } from '../../domain/contract/groups/roster'
import { callAction } from '../cloud'
import { moveOnce } from '../moves'

type InGroup = { conversationId: string; personId: string }
type Card = Promise<Answer<{ card: MemberCard }>>

export function openCard(member: InGroup): Card {
  return callAction('groups', 'openCard', member)
}

export function editCard(
  conversationId: string,
  words: Pick<MemberCard, 'helpsWith' | 'channel' | 'phoneShared'>,
): Card {
  const wish = `editCard/${conversationId}/${JSON.stringify(words)}`
  return moveOnce(wish, (moveId) => callAction('groups', 'editCard', { conversationId, ...words, moveId }))
}

export function revealPhone(member: InGroup): Promise<Answer<{ number: string }>> {
  return callAction('groups', 'revealPhone', member)
}

export function listReveals(): Promise<
  Answer<{ reveals: { name: string; role: string; organisation: string; at: number }[] }>
> {
  return callAction('groups', 'listReveals', {})
}

export function changeRole(member: InGroup, role: string): Card {
  const wish = `changeRole/${member.conversationId}/${member.personId}/${role}`
  return moveOnce(wish, (moveId) => callAction('groups', 'changeRole', { ...member, role, moveId }))
}

export function removeMember(member: InGroup): Promise<Answer<{ removed: true }>> {
  const wish = `remove/${member.conversationId}/${member.personId}`
  return moveOnce(wish, (moveId) => callAction('groups', 'removeMember', { ...member, moveId }))
}

export function readmitMember(member: InGroup): Card {
  const wish = `readmit/${member.conversationId}/${member.personId}`
  return moveOnce(wish, (moveId) => callAction('groups', 'readmitMember', { ...member, moveId }))
}

export function readHistory(member: InGroup): Promise<Answer<{ moves: MembershipMove[] }>> {
  return callAction('groups', 'readHistory', member)
}

export function listRemoved(
  conversationId: string,
): Promise<Answer<{ members: { personId: string; name: string; organisation: string }[] }>> {
  return callAction('groups', 'listRemoved', { conversationId })
}
