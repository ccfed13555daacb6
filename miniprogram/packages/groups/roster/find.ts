/** Finds people in a roster by role, name, firm, pinyin, initials or what they help with. Pure. */
import type { Member } from '../../../domain/contract/groups'
import { isFound } from '../../../domain/roster'

/** @param role '' for all @param words as typed: any of them may be capital or spaced */
export function findMembers(members: Member[], role: string, words: string): Member[] {
  return members.filter(
    (member) =>
      (role === '' || member.role === role) && isFound(words, member, member.organisation, member.helpsWith),
  )
}

/** The roles there are, in the order of the roster. */
export function rolesIn(members: Member[]): { name: string; count: number }[] {
  const counts = new Map<string, number>()
  for (const { role } of members) counts.set(role, (counts.get(role) ?? 0) + 1)
  return [...counts].map(([name, count]) => ({ name, count }))
}
