/** 名册: who is in a group, how people come in, and what is shown of them. */
import type { Action, EpochMs } from '../envelope'
import type { InvitationState } from '../../invitations'
import type { SheetProblem } from '../../roster-sheet'

/** A person of the roster as 群主 sees him: in the sheet, and in the group once he has claimed his row. */
export interface RosterRowView {
  rowId: string
  name: string
  role: string
  organisation: string
  phoneMasked: string
  /** open: in the sheet, not in the group yet. */
  state: 'open' | 'claimed'
}

export interface RosterImportResult {
  added: number
  changed: number
  same: number
  /** How many rows were left out because something in them is wrong. */
  wrong: number
  /** What is wrong, by row and column; at most 200. */
  problems: SheetProblem[]
  /** In the roster, not in this sheet: nothing happens to them by themselves. At most 200. */
  missing: RosterRowView[]
}

/** A member as his card shows him to one reader. */
export interface MemberCard {
  personId: string
  name: string
  role: string
  organisation: string
  /** What he can help with, in his own words. */
  helpsWith: string
  /** The id of his 视频号, or ''. */
  channel: string
  active: boolean
  mine: boolean
  mentionable: boolean
  phoneMasked: string
  /** The reader may see the whole number on tap; each look is recorded. */
  mayRevealPhone: boolean
  /** Everyone in the group may see the number: his own choice. */
  phoneShared: boolean
  /** The reader may change his role and end his membership. */
  mayManage: boolean
}

export interface Invitation {
  invitationId: string
  /** Unguessable: whoever has it may come in. */
  code: string
  role: string
  /** Lets in at once; otherwise 群主 is asked each time. */
  atOnce: boolean
  expiresAt: EpochMs
  usesMax: number
  used: number
  state: InvitationState
}

/** What anyone who holds an invitation sees of it. */
export interface InvitationFace {
  conversationId: string
  conversationName: string
  role: string
  atOnce: boolean
  expiresAt: EpochMs
  state: InvitationState
  /** Where the reader stands: in the group, waiting for 群主, or turned down with a reason. */
  standing: 'none' | 'joined' | 'asked' | 'refused'
  reason: string
}

export interface JoinRequestView {
  requestId: string
  name: string
  organisation: string
  role: string
  phoneMasked: string
  askedAt: EpochMs
  /** Open rows of the roster that bear his name. */
  rows: RosterRowView[]
}

/** One line of a membership's history. */
export interface MembershipMove {
  move: string
  by: string
  at: EpochMs
  /** Such as the role before and after. */
  detail: string
}

type InGroup = { conversationId: string }
type Ok<Name extends string> = Record<Name, true>

export interface Roster {
  /** 群主 or operator: the template of the sheet, as a file. */
  rosterTemplate: Action<InGroup, { fileName: string; base64: string }>
  /** 群主 or operator: brings in one .xlsx. `importId` is made once per file; a repeat finds the first result. */
  importRoster: Action<{ importId: string; conversationId: string; fileId: string }, RosterImportResult>
  /** 群主 or operator: a page of the sheet's rows, in the order of the roster. */
  listRoster: Action<InGroup & { after?: string }, { rows: RosterRowView[]; after: string | null }>
  /** Operator: the groups whose roster he keeps without being in them, at most 100. */
  listKeptGroups: Action<
    Record<string, never>,
    { groups: { conversationId: string; name: string; memberCount: number }[] }
  >
  /** 群主 or operator: takes a row out of the roster. A membership that came of it stays. */
  dropRow: Action<InGroup & { rowId: string; moveId: string }, Ok<'dropped'>>
  /** A person with a verified number: comes into every group whose roster has his number. */
  claimRows: Action<
    Record<string, never>,
    {
      joined: { conversationId: string; name: string }[]
      /** What he asked for and has not got yet. */
      requests: { conversationName: string; state: 'open' | 'refused'; reason: string }[]
    }
  >
  /** 群主: makes an invitation. `draftId` is made once; sending it again finds the first. */
  makeInvitation: Action<
    InGroup & { draftId: string; role: string; days: number; uses: number; atOnce: boolean },
    { invitation: Invitation }
  >
  /** 群主: the newest 50. */
  listInvitations: Action<InGroup, { invitations: Invitation[] }>
  /** 群主: from now on it lets nobody in. */
  withdrawInvitation: Action<{ invitationId: string; moveId: string }, { invitation: Invitation }>
  /** Anyone who holds it. */
  openInvitation: Action<{ code: string }, InvitationFace>
  /** A person with a verified number: comes in, or asks 群主 when the invitation says so. */
  acceptInvitation: Action<
    { code: string; name: string; organisation: string },
    { conversationId: string; standing: 'joined' | 'asked' }
  >
  /** 群主: who waits to come in, the longest wait first, at most 50. */
  listJoinRequests: Action<InGroup, { requests: JoinRequestView[] }>
  /** 群主: lets in (as a row of the roster, or with a role) or turns down with a reason. */
  decideJoin: Action<
    {
      requestId: string
      moveId: string
      decision: { admit: true; role: string; rowId?: string } | { admit: false; reason: string }
    },
    Ok<'decided'>
  >
  /** 群主: another role for a member; not for himself. */
  changeRole: Action<InGroup & { personId: string; role: string; moveId: string }, { card: MemberCard }>
  /** 群主: takes somebody back who was removed. */
  readmitMember: Action<InGroup & { personId: string; moveId: string }, { card: MemberCard }>
  /** 群主: who was removed, at most 100. */
  listRemoved: Action<InGroup, { members: { personId: string; name: string; organisation: string }[] }>
  /** 群主: what happened to a membership, the newest first. */
  readHistory: Action<InGroup & { personId: string }, { moves: MembershipMove[] }>
  /** A member: a member's card. */
  openCard: Action<InGroup & { personId: string }, { card: MemberCard }>
  /** A member: what his own card says. */
  editCard: Action<
    InGroup & { helpsWith: string; channel: string; phoneShared: boolean; moveId: string },
    { card: MemberCard }
  >
  /** Those allowed: a member's whole number. Recorded, and the member sees it. */
  revealPhone: Action<InGroup & { personId: string }, { number: string }>
  /** A person: who looked at his number, the newest first, at most 50. */
  listReveals: Action<
    Record<string, never>,
    { reveals: { name: string; role: string; organisation: string; at: EpochMs }[] }
  >
}
