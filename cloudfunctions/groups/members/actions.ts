/** The actions of the roster: who is in a group, how people come in, what is shown of them. */
import { acceptInvitation } from './accept-invitation'
import { changeRole } from './change-role'
import { claimRows } from './claim-rows'
import { decideJoin } from './decide-join'
import { dropRow } from './drop-row'
import { editCard } from './edit-card'
import { importRoster } from './import-roster'
import { listInvitations } from './list-invitations'
import { listJoinRequests } from './list-join-requests'
import { listRemoved } from './list-removed'
import { listKeptGroups } from './list-kept-groups'
import { listReveals } from './list-reveals'
import { listRoster } from './list-roster'
import { makeInvitation } from './make-invitation'
import { openCard } from './open-card'
import { openInvitation } from './open-invitation'
import { readHistory } from './read-history'
import { readmitMember } from './readmit-member'
import { revealPhone } from './reveal-phone'
import { rosterTemplate } from './roster-template'
import { withdrawInvitation } from './withdraw-invitation'

export const memberActions = {
  acceptInvitation,
  changeRole,
  claimRows,
  decideJoin,
  dropRow,
  editCard,
  importRoster,
  listInvitations,
  listJoinRequests,
  listRemoved,
  listKeptGroups,
  listReveals,
  listRoster,
  makeInvitation,
  openCard,
  openInvitation,
  readHistory,
  readmitMember,
  revealPhone,
  rosterTemplate,
  withdrawInvitation,
}
