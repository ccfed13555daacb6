/** Invitations into a group: how long they last, and whether one still lets somebody in. Pure. */

export const INVITATION_DAYS = [1, 7, 30]

/** The most people one invitation lets in: as many as a group of the article has. */
export const INVITATION_USES_MAX = 200

const DAY_MS = 24 * 60 * 60_000

export type InvitationState = 'open' | 'expired' | 'usedUp' | 'withdrawn'

export interface InvitationFacts {
  expiresAt: number
  usesMax: number
  used: number
  withdrawn: boolean
}

/** @param now the cloud's clock, in ms */
export function invitationState(facts: InvitationFacts, now: number): InvitationState {
  if (facts.withdrawn) return 'withdrawn'
  if (now >= facts.expiresAt) return 'expired'
  return facts.used >= facts.usesMax ? 'usedUp' : 'open'
}

/** When an invitation made now ends, in ms. */
export function invitationEnd(now: number, days: number): number {
  return now + days * DAY_MS
}
