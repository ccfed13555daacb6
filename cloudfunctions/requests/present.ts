/** A case as one reader may see it. What is not `told` stays among handlers, and an official is his unit to the requester. */
import type { CaseStep, CaseSummary, CaseView } from '../../miniprogram/domain/contract/requests'
import { CASE_STATES, ruleOf, type CaseMoveName, type CaseRole } from '../../miniprogram/domain/case-states'
import { caseTitle, type Case } from '../../miniprogram/domain/cases'
import { actsOnCase, type Looking } from './acts'
import { deskView, helpedBy } from './desk/present'
import { photoView } from './photos/photos'

/** Those who see it from the outside: what was told to the requester, and no more. */
const OUTSIDE: CaseRole[] = ['requester', 'scribe', 'follower']
export const isOutside = (roles: CaseRole[]) => roles.every((role) => OUTSIDE.includes(role))

export function presentCase(looking: Looking, now: number): CaseView {
  const { current, roles } = looking
  const outside = isOutside(roles)
  // Whose case was merged into this one sees how it stands; what is said about the other firm is not his.
  const follows = roles.every((role) => role === 'follower')
  const { answer, left } = current
  return {
    caseId: current._id,
    number: current.number,
    door: current.door,
    text: follows ? caseTitle(current) : current.text,
    topicId: current.topicId,
    kind: current.kind,
    place: current.place,
    photos: follows ? [] : current.photos.map(photoView),
    state: current.state,
    shown: CASE_STATES[current.state].shown,
    asks: roles.includes('requester'),
    requesterName: follows ? '' : current.requesterName,
    organisation: follows ? '' : current.organisation,
    unitId: current.unitId,
    unitName: current.unitName,
    ownerName: outside ? '' : current.ownerName,
    receivedAt: current.receivedAt.getTime(),
    dueAt: current.dueAt.getTime(),
    stepDueAt: (outside ? current.dueAt : current.stepDueAt).getTime(),
    stopped: left !== null,
    late: isLate(current, now),
    answer: answer && {
      words: answer.words,
      photos: follows ? [] : answer.photos.map(photoView),
      by: outside ? current.unitName : answer.byName,
      at: answer.at.getTime(),
    },
    ending: current.ending,
    rating: follows ? null : ratingOf(current),
    mergedInto: current.mergedInto,
    elsewhere: current.elsewhere,
    caller:
      follows || !current.callerMasked
        ? null
        : { masked: current.callerMasked, found: current.requesterId !== null },
    chat: follows ? null : chatOf(current, roles),
    steps: follows ? [] : stepsOf(current, outside),
    helper: follows ? null : helpedBy(current),
    desk: outside ? null : deskView(looking),
    mayMove: actsOnCase(looking, now),
    revision: current.revision,
  }
}

/** The way back into the chat is for those who were there: the asker, and who raised it for him. */
function chatOf({ chat }: Case, roles: CaseRole[]): CaseView['chat'] {
  if (!chat) return null
  const there = roles.includes('requester') || roles.includes('scribe')
  return there ? chat : { obligationId: chat.obligationId, conversationId: null, messageId: null }
}

function stepsOf({ history, requesterName, requesterId }: Case, outside: boolean): CaseStep[] {
  return history.flatMap(({ move, by, byName, at, words = '', photos = [] }) => {
    if (!seesStep(move, outside)) return []
    // The firm knows its helper by name; any other official is his unit.
    const hidden = outside && move !== 'helpStep'
    const who = by === 'due' ? '' : by === requesterId ? requesterName : hidden ? '' : byName
    return [{ move, label: labelOf(move), by: who, at: at.getTime(), words, photos: photos.map(photoView) }]
  })
}

function ratingOf({ rating }: Case) {
  return rating && { stars: rating.stars, words: rating.words, savedTrip: rating.savedTrip }
}

/** Whether a reader sees that this happened. */
export const seesStep = (move: CaseMoveName | 'raise', outside: boolean) =>
  !outside || move === 'raise' || ruleOf(move).told
const labelOf = (move: CaseMoveName | 'raise') => (move === 'raise' ? '提出' : ruleOf(move).label)

function isLate({ state, dueAt }: Case, now: number): boolean {
  return CASE_STATES[state].kind === 'open' && dueAt.getTime() < now
}

export function summaryOf(current: Case, personId: string, now: number): CaseSummary {
  return {
    caseId: current._id,
    number: current.number,
    title: caseTitle(current),
    state: current.state,
    kind: current.kind,
    unitName: current.unitName,
    ownerName: current.ownerName,
    receivedAt: current.receivedAt.getTime(),
    dueAt: current.stepDueAt.getTime(),
    late: isLate(current, now),
    mine: current.ownerId === personId,
  }
}
