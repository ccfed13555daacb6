/** Who may do what, in one list. What is not listed is not allowed. */
import { FIRM_ROLE, HEAD_ROLE } from './roles'

/** What a permission looks at: already loaded, never guessed. */
export interface Circumstances {
  personId: string
  /** The caller's membership in the conversation, if any. */
  member?: { state: 'active' | 'removed'; role: string; unitId?: string | null; private?: object } | null
  /** The member it is done to. */
  target?: { personId: string; state: 'active' | 'removed'; role: string; phoneShared?: boolean }
  /** The shift it is done in, and the moment it is done at, in ms. */
  shift?: { personId: string | null; from: number; until: number; at: number }
  /** On whose phone a paper card is. */
  carriedBy?: string | null
  /** Runs the deployment. */
  operator?: boolean
  /** The one who owes the answer, for obligations. */
  ownerId?: string
  /** The one who asked, for obligations. */
  askerId?: string
  /** Everyone in whose inbox the obligation stands, its owner too. */
  calledIds?: string[]
  /** To whom the obligation is offered, if to anybody. */
  offeredTo?: string | null
  /** Heads the unit whose business it is, or one above it. */
  headOfUnit?: boolean
  /** Who wrote the message, for what is done with one. */
  senderId?: string
  /** Works for or heads the unit that takes cases in. */
  intake?: boolean
  /** Scribes of a gathering and who made it. */
  keeperIds?: string[]
  /** The unit it is about: its own head and those of the units above it, those alone, and who works for it. */
  unit?: { headIds: string[]; aboveIds?: string[]; staffIds: string[] }
}

const isHead = ({ member }: Circumstances) => member?.state === 'active' && member.role === HEAD_ROLE
const isActive = ({ member }: Circumstances) => member?.state === 'active'
const isHeadHere = (circumstances: Circumstances) =>
  isHead(circumstances) || (isActive(circumstances) && circumstances.headOfUnit === true)
const isCalled = (circumstances: Circumstances) =>
  isActive(circumstances) && (circumstances.calledIds ?? []).includes(circumstances.personId)

const isStaff = ({ personId, unit }: Circumstances) => unit?.staffIds.includes(personId) ?? false
const leads = ({ personId, unit }: Circumstances) => unit?.headIds.includes(personId) ?? false

const PERMISSIONS = {
  'groups.read': ({ member }) => member?.state === 'active',
  'groups.send': ({ member }) => member?.state === 'active',
  'groups.recall': ({ personId, member, senderId }) => member?.state === 'active' && senderId === personId,
  'groups.withdraw': isHead,
  'groups.pin': isHead,
  // @所有人 is 群主's alone.
  'groups.announce': isHead,
  'groups.share': (circumstances) => {
    const { personId, member, ownerId, askerId } = circumstances
    if (member?.state !== 'active' || member.private) return false
    return isHead(circumstances) || personId === ownerId || personId === askerId
  },
  'groups.removeMember': isHead,
  'groups.review': isHead,
  'groups.report': ({ member }) => member?.state === 'active',
  'groups.block': ({ member }) => member?.state === 'active' && member.private !== undefined,
  'groups.admit': isHead,
  'groups.invite': isHead,
  'groups.changeRole': isHead,
  'groups.readHistory': isHead,
  'groups.editCard': ({ member }) => member?.state === 'active' && member.private === undefined,
  // A group's first sheet often comes from the one who runs the deployment, before anyone is in it.
  'groups.keepRoster': (circumstances) => isHead(circumstances) || circumstances.operator === true,
  'groups.revealPhone': (circumstances) => {
    const { personId, member, target } = circumstances
    if (member?.state !== 'active' || !target) return false
    if (isHead(circumstances) || target.personId === personId) return true
    if (target.state !== 'active') return false
    return target.phoneShared === true || (Boolean(member.unitId) && target.role === FIRM_ROLE)
  },
  // 群主 of a group that the unit answers in (`member` is his membership there) sees who is on duty, and changes nothing.
  'duty.read': (circumstances) =>
    isStaff(circumstances) ||
    leads(circumstances) ||
    isHead(circumstances) ||
    circumstances.operator === true,
  'duty.arrange': (circumstances) => leads(circumstances) || circumstances.operator === true,
  // Who leads a unit is said by who is above it, never by himself.
  'duty.appoint': ({ personId, unit, operator }) =>
    operator === true || (unit?.aboveIds ?? []).includes(personId),
  'duty.take': isStaff,
  // A shift is the right of whoever took it, for as long as it lasts: docs/decisions/0044.
  'rallies.staff': ({ personId, shift }) =>
    shift !== undefined && shift.personId === personId && shift.from <= shift.at && shift.at < shift.until,
  'rallies.operate': ({ operator }) => operator === true,
  'rallies.putDown': ({ personId, carriedBy, operator }) => carriedBy === personId || operator === true,
  'requests.typeIn': ({ intake }) => intake === true,
  'requests.gather': ({ intake, operator }) => intake === true || operator === true,
  'requests.takeDown': ({ personId, keeperIds }) => (keeperIds ?? []).includes(personId),
  'obligations.move': ({ personId, ownerId }) => ownerId === personId,
  'mentions.answer': isCalled,
  // Said by one to whom it is only offered, 收到 would quiet the ladder while another owes the answer.
  'mentions.acknowledge': (circumstances) =>
    isCalled(circumstances) && circumstances.personId !== circumstances.offeredTo,
  'mentions.excuse': (circumstances) =>
    isActive(circumstances) &&
    [circumstances.askerId, circumstances.ownerId].includes(circumstances.personId),
  'mentions.raise': (circumstances) =>
    isCalled(circumstances) || (isActive(circumstances) && circumstances.personId === circumstances.askerId),
  'mentions.reopen': (circumstances) =>
    isActive(circumstances) && circumstances.personId === circumstances.askerId,
  'mentions.handOver': (circumstances) =>
    isActive(circumstances) && circumstances.personId === circumstances.ownerId,
  'mentions.decideOffer': (circumstances) =>
    isActive(circumstances) && circumstances.personId === circumstances.offeredTo,
  'mentions.assign': isHeadHere,
  // Nobody owes the answer to his own question; and who it is offered to accepts it.
  'mentions.take': (circumstances) => {
    const { personId, askerId, offeredTo } = circumstances
    if (personId === askerId || personId === offeredTo) return false
    return isHeadHere(circumstances) || isCalled(circumstances)
  },
  'mentions.urge': (circumstances) => {
    const { personId, askerId, ownerId } = circumstances
    if (personId === ownerId) return false
    return isHeadHere(circumstances) || (isActive(circumstances) && personId === askerId)
  },
  // Who is late is nobody's business but theirs who can do something about it.
  'mentions.readAll': isHeadHere,
  'mentions.setLadder': isHead,
} satisfies Record<string, (circumstances: Circumstances) => boolean>

export type Permission = keyof typeof PERMISSIONS

export function can(permission: Permission, circumstances: Circumstances): boolean {
  const rule: (circumstances: Circumstances) => boolean = PERMISSIONS[permission]
  return rule(circumstances)
}
