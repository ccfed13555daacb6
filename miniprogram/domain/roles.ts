/**
 * The roles of a group as the organisation writes them, in the order in which rosters show them. Source: the roles that
 * the article names in the Tongji group.
 */
export const ROLES = [
  { name: '群主', mentionable: true, staff: true },
  { name: '镇领导', mentionable: true, staff: true },
  { name: '科室负责人', mentionable: true, staff: true },
  { name: '律师', mentionable: true, staff: false },
  { name: '金融', mentionable: true, staff: false },
  { name: '电商', mentionable: true, staff: false },
  { name: '媒体', mentionable: true, staff: false },
  { name: '企业', mentionable: false, staff: false },
] as const

/** 群主 is made with the group and only one: nobody is given this role. */
export const HEAD_ROLE = '群主'

/** The role of firms and shops, the ones a group is there for. */
export const FIRM_ROLE = '企业'

/** The roles a member can be given. */
export const GIVEN_ROLES: string[] = ROLES.map(({ name }) => name).filter((name) => name !== HEAD_ROLE)

export function isGivenRole(name: string): boolean {
  return GIVEN_ROLES.includes(name)
}

/** Works for a unit of the district, so that his organisation may be one. */
export function isStaffRole(name: string): boolean {
  return ROLES.some((role) => role.name === name && role.staff)
}

/** May be asked by @: answers for a unit or a profession. */
export function isMentionable(name: string): boolean {
  return ROLES.some((role) => role.name === name && role.mentionable)
}

/**
 * The key by which rosters are read: role, then name by its pinyin. The id at its end keeps two of the same name apart,
 * so that a page never ends between equals.
 * @param spelling as `searchKeyOf` makes it
 */
export function rosterKey(role: string, spelling: string, id: string): string {
  const place = ROLES.findIndex(({ name }) => name === role)
  return `${String(place < 0 ? ROLES.length : place).padStart(2, '0')}.${spelling.slice(0, 40)}.${id}`
}

/** Roster keys below this are those of people who work for a unit: roles stand in the order of the roster. */
export const STAFF_KEYS_END = String(ROLES.findIndex(({ staff }) => !staff)).padStart(2, '0')
