/** @: which people a message may ask, and by when they owe an answer. */
import { MENTIONS_MAX } from './messages'
import { isMentionable } from './roles'
import type { ErrorCode, ErrorFacts } from './errors'

export interface Askable {
  personId: string
  name: string
  role: string
  active: boolean
}

/**
 * Checks the people a message asks. One that is not allowed is refused loudly: dropped quietly, the merchant would
 * believe the official was told.
 * @param mentionIds person ids as sent by the phone, without repeats
 * @param members of the conversation among them
 */
export function checkMentions(
  senderId: string,
  mentionIds: string[],
  members: Askable[],
): { asked: Askable[] } | { code: ErrorCode; facts: ErrorFacts } {
  if (mentionIds.length > MENTIONS_MAX) return { code: 'MENTION_TOO_MANY', facts: { max: MENTIONS_MAX } }
  const asked: Askable[] = []
  for (const personId of mentionIds) {
    const member = members.find((each) => each.personId === personId)
    if (!member?.active) return { code: 'MENTION_REFUSED', facts: { name: member?.name ?? '这位' } }
    if (personId === senderId) return { code: 'MENTION_REFUSED', facts: { name: '自己' } }
    if (!isMentionable(member.role)) return { code: 'MENTION_REFUSED', facts: { name: member.name } }
    asked.push(member)
  }
  return { asked }
}

/** One line of what is asked, for the inbox: first words, on one line. */
export function titleOf(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim()
  const characters = [...line] // by whole characters: half an emoji is a box
  return characters.length > 40 ? `${characters.slice(0, 39).join('')}…` : line
}
