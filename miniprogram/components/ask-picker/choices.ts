/** Who can be asked in a conversation, narrowed by role and by what was typed. Pure. */
import type { Member } from '../../domain/contract/groups'
import type { AskableUnit } from '../../domain/contract/groups/asking'
import { isFound } from '../../domain/roster'

/** A list of more rows is slow on old phones, and nobody reads it: a few letters of the name are quicker. */
export const SHOWN = 80

/** Stands among the roles: what is asked then is whoever is on duty. */
export const UNITS = '值班单位'

/** A person or a unit, as a row of the list. */
export interface Choice {
  kind: 'person' | 'unit'
  id: string
  name: string
  badge: string
  /** His firm or unit; of a unit, whom it reaches. */
  line: string
}

export interface Choices {
  roles: string[]
  shown: Choice[]
  more: boolean
}

/**
 * Units stand first under their own heading or when their name is looked for: among all they would hide the people.
 * @param role '' for all
 */
export function choicesOf(
  { members, units }: { members: Member[]; units: AskableUnit[] },
  meId: string,
  role: string,
  words: string,
): Choices {
  const askable = members.filter((member) => member.mentionable && member.personId !== meId)
  const roles = [...new Set(askable.map((member) => member.role))]
  const people = askable.filter(
    (member) => (role === '' || member.role === role) && isFound(words, member, member.organisation),
  )
  const wanted = words.trim() !== ''
  const named = role === UNITS || (role === '' && wanted) ? units.filter((unit) => isFound(words, unit)) : []
  const found = [...named.map(unitChoice), ...people.map(personChoice)]
  return {
    roles: units.length > 0 ? [UNITS, ...roles] : roles,
    shown: found.slice(0, SHOWN),
    more: found.length > SHOWN,
  }
}

function personChoice({ personId, name, role, organisation }: Member): Choice {
  return { kind: 'person', id: personId, name, badge: role, line: organisation }
}

function unitChoice({ unitId, name, reaches, onDuty }: AskableUnit): Choice {
  const line = !reaches ? '值班的人会收到' : onDuty ? `现在值班 ${reaches}` : `现在没人值班，会找 ${reaches}`
  return { kind: 'unit', id: unitId, name, badge: '单位', line }
}
