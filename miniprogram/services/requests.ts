/** 诉求 as its requester has it: raising one, his own, moving them. One function per action. */
import type { Answer } from '../domain/contract/envelope'
import type { CaseSummary, CaseView, Moved, Requests } from '../domain/contract/requests'
import type { CasePhotoLink } from '../domain/contract/requests/photos'
import { callAction } from './cloud'
import type { InputOf, OutputOf } from './cloud'
import type { DraftPicture } from './drafts'
import { makeId } from './ids'
import { moveOnce } from './moves'
import { putInOutbox, waitingCalls } from './outbox'
import type { WaitingCall, WaitingFile } from './waiting-calls'

export type CaseForm = OutputOf<'requests', 'openForm'>
export type RaiseInput = InputOf<'requests', 'raiseCase'>
export type SupplyInput = InputOf<'requests', 'supply'>

const FORM_KEY = 'case-form'
const OWN_KEY = 'cases/own'
const caseKey = (caseId: string) => `cases/${caseId}`

export async function openForm(): Promise<Answer<CaseForm>> {
  const answer = await callAction('requests', 'openForm', {})
  if (answer.ok) wx.setStorage({ key: FORM_KEY, data: answer.data })
  return answer
}

/** The choices as this phone had them last, or null. */
export function lastForm(): CaseForm | null {
  return (wx.getStorageSync(FORM_KEY) as CaseForm | '') || null
}

/** @param before null for the newest page, which is kept for a weak network */
export async function listOwn(
  before: number | null,
): Promise<Answer<{ cases: CaseSummary[]; more: boolean }>> {
  const answer = await callAction('requests', 'listOwn', { before })
  if (answer.ok && before === null) wx.setStorage({ key: OWN_KEY, data: answer.data })
  return answer
}

export function lastOwn(): { cases: CaseSummary[]; more: boolean } | null {
  return (wx.getStorageSync(OWN_KEY) as { cases: CaseSummary[]; more: boolean } | '') || null
}

export async function openCase(caseId: string): Promise<Answer<Moved>> {
  return kept(await callAction('requests', 'openCase', { caseId }))
}

/** A case as this phone had it last, or null. */
export function lastCase(caseId: string): CaseView | null {
  return (wx.getStorageSync(caseKey(caseId)) as CaseView | '') || null
}

/** The cloud refused him the case: what the phone kept of it goes too. */
export function forgetCase(caseId: string): void {
  wx.removeStorageSync(caseKey(caseId))
}

function kept<Output extends Moved>(answer: Answer<Output>): Answer<Output> {
  if (answer.ok) wx.setStorage({ key: caseKey(answer.data.case.caseId), data: answer.data.case })
  return answer
}

/** Where the photos of a case are, for at most ten minutes. */
export function photoLinks(caseId: string): Promise<Answer<{ photos: CasePhotoLink[] }>> {
  return callAction('requests', 'photoLinks', { caseId })
}

const RAISED = 'case/'

/**
 * Hands a case to the outbox, on a line of its own: one that is refused holds up no other.
 * @throws when the phone's storage is full and nothing was kept
 */
export function raiseCase({
  photos,
  ...input
}: Omit<RaiseInput, 'photos'> & { photos: DraftPicture[] }): WaitingCall {
  return putInOutbox({
    ...{ id: input.draftId, line: RAISED + input.draftId, area: 'requests', action: 'raiseCase' },
    input: { ...input, photos: photos.map(asSent) },
    files: photos.map(asFile),
  })
}

/** Cases that wait for the network, or were refused, oldest first. */
export function waitingCases(): WaitingCall[] {
  return waitingCalls().filter(({ area, action }) => area === 'requests' && action === 'raiseCase')
}

/** What the requester was asked for; waits for the network like a case. @throws when the phone's storage is full */
export function supply(caseId: string, words: string, photos: DraftPicture[]): WaitingCall {
  const moveId = makeId()
  return putInOutbox({
    ...{ id: moveId, line: `${RAISED}${caseId}`, area: 'requests', action: 'supply' },
    input: { caseId, moveId, words, photos: photos.map(asSent) },
    files: photos.map(asFile),
  })
}

/** What was supplied and has not arrived yet, or was refused. */
export function waitingSupply(caseId: string): WaitingCall | undefined {
  return waitingCalls().find(
    ({ area, action, input }) =>
      area === 'requests' && action === 'supply' && (input as SupplyInput).caseId === caseId,
  )
}

const asSent = ({ path, width, height }: DraftPicture) => ({ fileId: path, width, height })
function asFile({ path }: DraftPicture): WaitingFile {
  const ending = /\.[a-z]+$/.exec(path)?.[0] ?? ''
  return { path, cloudPath: `cases/${makeId()}${ending}`, fileId: null }
}

/** Moves of the requester whose input is words alone, or nothing. */
type WordMove = 'disputeCase' | 'withdrawCase' | 'contestCase'

export async function moveWithWords(action: WordMove, caseId: string, words: string): Promise<Answer<Moved>> {
  return kept(
    await moveOnce(`${action}/${caseId}/${words}`, (moveId) =>
      callAction('requests', action, { caseId, moveId, words }),
    ),
  )
}

export async function confirmCase(
  caseId: string,
  rating: Requests['confirmCase']['input']['rating'],
): Promise<Answer<Moved>> {
  return kept(
    await moveOnce(`confirm/${caseId}/${JSON.stringify(rating)}`, (moveId) =>
      callAction('requests', 'confirmCase', { caseId, moveId, rating }),
    ),
  )
}

/** Of one that has ended without. */
export async function rateCase(
  caseId: string,
  rating: Requests['rateCase']['input']['rating'],
): Promise<Answer<Moved>> {
  return kept(
    await moveOnce(`rate/${caseId}/${JSON.stringify(rating)}`, (moveId) =>
      callAction('requests', 'rateCase', { caseId, moveId, rating }),
    ),
  )
}

export async function urgeCase(caseId: string): Promise<Answer<Moved>> {
  return kept(
    await moveOnce(`urge/${caseId}`, (moveId) => callAction('requests', 'urgeCase', { caseId, moveId })),
  )
}
