/** Who can be asked in a conversation, narrowed by role and by what was typed. Pure. */
import type { Member } from '../../../../domain/contract/groups'

/** A list of more rows is slow on old phones, and nobody reads it: a few letters of the name are quicker. */
export const SHOWN = 80

export interface Choices {
  roles: string[]
  shown: Member[]
  more: boolean
}

/** @param role '' for all */
export function choicesOf(members: Member[], meId: string, role: string, words: string): Choices {
  const askable = members.filter((member) => member.mentionable && member.personId !== meId)
  const wanted = words.trim()
  const found = askable.filter(
    (member) =>
      (role === '' || member.role === role) &&
      (wanted === '' || member.name.includes(wanted) || member.organisation.includes(wanted)),
  )
  const roles = [...new Set(askable.map((member) => member.role))]
  return { roles, shown: found.slice(0, SHOWN), more: found.length > SHOWN }
}
