/** Who may do what, in one list. What is not listed is not allowed. */

/** What a permission looks at: already loaded, never guessed. */
export interface Circumstances {
  personId: string
  /** The caller's membership in the conversation, if any. */
  member?: { state: 'active' | 'removed'; role: string; private?: object } | null
  /** The one who owes the answer, for obligations. */
  ownerId?: string
}

const PERMISSIONS = {
  'groups.read': ({ member }) => member?.state === 'active',
  'groups.send': ({ member }) => member?.state === 'active',
  'groups.removeMember': ({ member }) => member?.state === 'active' && member.role === '群主',
  'groups.review': ({ member }) => member?.state === 'active' && member.role === '群主',
  'groups.report': ({ member }) => member?.state === 'active',
  'groups.block': ({ member }) => member?.state === 'active' && member.private !== undefined,
  'obligations.move': ({ personId, ownerId }) => ownerId === personId,
} satisfies Record<string, (circumstances: Circumstances) => boolean>

export type Permission = keyof typeof PERMISSIONS

export function can(permission: Permission, circumstances: Circumstances): boolean {
  const rule: (circumstances: Circumstances) => boolean = PERMISSIONS[permission]
  return rule(circumstances)
}
