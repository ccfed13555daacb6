/**
 * What the timer does with an @ whose moment has come: it passes to the next shift, to 群主 when its owner has left, or one
 * rung up. Pure: everything it depends on stands in the obligation, or is looked up before.
 */
import { nextAtOf, nextMorning, rungNoticeId, type LadderSettings } from './ladder'
import { isOpen, type Notice, type NoticeReason, type Obligation } from './obligations'

/** What was begun and has no end is looked at again by the next run: a function may have been killed. */
export const LOOK_AGAIN_MS = 30_000
/** After this long without an outcome nobody knows whether he was told: like unreachable. */
export const UNKNOWN_AFTER_MS = 60_000

/**
 * In so many rounds people are called by phone; later rounds only tell them. Whoever let three mornings' calls pass will
 * not answer a tenth, and a number that rings every morning is one that gets blocked (docs/decisions/0057).
 */
export const CALL_ROUNDS = 3

export interface Candidate {
  personId: string
  name: string
  /** Some way outside the app leads to him now, or he has it open. */
  reachable: boolean
}

/** Everything around an obligation that decides its next step, each already looked up. */
export interface Standing {
  settings: LadderSettings
  /** Who may be told, in order; only active members, each once. The owner first, if he is one. */
  ladder: Candidate[]
  ownerActive: boolean
  lastResort: Candidate
  /** Of a unit asked: who answers for it now, or when its clock starts, and until when in ms; null without an end. */
  onDuty: { person: Candidate; until: number | null } | null
  /** To be dialled by the asker when the first rung was missed. */
  dutyPhone: string | null
  /** This deployment has somebody who makes phone calls. */
  canCall: boolean
}

/** Changes of one update; `notices` are added, and those that are `waiting` are told after it. */
export interface Step {
  move: 'rung' | 'call' | 'nextMorning' | 'shift' | 'ownerLeft' | 'look'
  fields: Partial<Obligation>
  notices: Notice[]
}

/** Until 收到, an @ of a unit belongs to the shift. */
export function shiftEndOf({
  asked,
  state,
  shiftEndsAt,
}: Pick<Obligation, 'asked' | 'state' | 'shiftEndsAt'>) {
  const ofTheShift = asked.kind === 'unit' && ['asked', 'notified', 'seen'].includes(state)
  return ofTheShift && shiftEndsAt ? shiftEndsAt.getTime() : null
}

/** The next step of an obligation that is due, `now` in ms; null when it is closed. */
export function stepOf(obligation: Obligation, standing: Standing, now: number): Step | null {
  if (!isOpen(obligation.state)) return null
  const shiftEnd = shiftEndOf(obligation)
  if (shiftEnd !== null && standing.onDuty) {
    const { person, until } = standing.onDuty
    const shiftEndsAt = until === null ? null : new Date(until)
    // The shift has ended, or the rota has changed since: either way it is whose the rota says now.
    const passesAt = Math.min(shiftEnd, now)
    if (person.personId !== obligation.ownerId)
      return passedTo(person, { why: 'shift', id: `shift.${passesAt}`, dueAt: passesAt }, { shiftEndsAt })
    if (until !== shiftEnd) {
      const same = upFrom({ ...obligation, shiftEndsAt })
      return { ...same, fields: { shiftEndsAt, ...same.fields } }
    }
  }
  const { lastResort } = standing
  if (!standing.ownerActive && lastResort.personId !== obligation.ownerId)
    return passedTo(lastResort, {
      why: 'handOver',
      id: `left.${obligation.notices.length}`,
      dueAt: obligation.nextAt.getTime(),
    })
  return upFrom(obligation)

  /** Another owner. Whoever waits for the morning is not told at night that he will owe it. */
  function passedTo(
    person: Candidate,
    { why, id, dueAt }: { why: NoticeReason; id: string; dueAt: number },
    more: Partial<Obligation> = {},
  ): Step {
    const { ownerId, calledIds, rung, round, rungAt } = obligation
    const asleep = rung < 0
    const passed = {
      ...more,
      ownerId: person.personId,
      ownerName: person.name,
      calledIds: [...new Set([...calledIds.filter((each) => each !== ownerId), person.personId])],
    }
    const move = why === 'shift' ? 'shift' : 'ownerLeft'
    if (!asleep) {
      const told = { rungAt: new Date(now), nextAt: new Date(now + LOOK_AGAIN_MS) }
      const notice = noticeFor(person, { id, why, round, rung, dueAt, now })
      return { move, fields: { ...passed, ...told }, notices: [notice] }
    }
    if (rungAt.getTime() > now) {
      const nextAt = new Date(nextAtOf(rungAt.getTime(), shiftEndOf({ ...obligation, ...more })))
      return { move, fields: { ...passed, nextAt }, notices: [] }
    }
    // The morning came during the same outage as the change of shift: waiting for the next run would make it late.
    const others = standing.ladder.filter(({ personId }) => ![person.personId, ownerId].includes(personId))
    const former = standing.ladder.filter(({ personId }) => personId === ownerId)
    const awake = climbed(
      { ...obligation, ...passed },
      { ...standing, ladder: [person, ...others, ...former] },
      now,
    )
    return { move, fields: { ...passed, ...awake.fields }, notices: awake.notices }
  }

  function upFrom(current: Obligation): Step {
    const due = current.rungAt.getTime()
    if (due > now)
      return {
        move: 'look',
        fields: { nextAt: new Date(nextAtOf(due, shiftEndOf(current))) },
        notices: [],
      }
    return climbed(current, standing, now)
  }
}

/** One rung: who cannot be reached is passed over with a notice; then the phone; then the next morning. */
function climbed(obligation: Obligation, standing: Standing, now: number): Step {
  const { round, rung, rungAt } = obligation
  const told = obligation.notices.filter((notice) => notice.round === round && isCall(notice, obligation))
  const left = standing.ladder.filter(({ personId }) => !told.some((notice) => notice.personId === personId))
  const reachable = left.findIndex((each) => each.reachable)
  const next = reachable < 0 ? left : left.slice(0, reachable + 1)
  const at = (place: number) => ({
    id: rungNoticeId(round, rung + 1 + place),
    round,
    rung: rung + 1 + place,
    dueAt: rungAt.getTime(),
    now,
  })
  const notices = next.map((person, place) =>
    noticeFor(person, { ...at(place), why: rung + place < 0 ? 'asked' : 'rung' }),
  )
  const fields = {
    calledIds: [...new Set([...obligation.calledIds, ...next.map(({ personId }) => personId)])],
    ...(rung >= 0 ? { dutyPhone: standing.dutyPhone } : {}),
  }
  const waiting = { rungAt: new Date(now), nextAt: new Date(now + LOOK_AGAIN_MS) }
  if (reachable >= 0)
    return { move: 'rung', fields: { ...fields, ...waiting, rung: rung + notices.length }, notices }

  const called = told.filter(({ callId }) => callId !== null)
  const callee =
    standing.canCall && mayCallIn(round, obligation)
      ? standing.ladder.find(({ personId }) => !called.some((notice) => notice.personId === personId))
      : undefined
  if (callee) {
    const call = noticeFor(callee, { ...at(notices.length), why: 'rung' })
    return {
      move: 'call',
      fields: { ...fields, ...waiting, dutyPhone: standing.dutyPhone, rung: rung + notices.length + 1 },
      notices: [...notices, { ...call, outcome: 'waiting', callId: '' }],
    }
  }
  const morning = nextMorning(now, standing.settings)
  return {
    move: 'nextMorning',
    fields: {
      ...fields,
      dutyPhone: standing.dutyPhone,
      round: round + 1,
      rung: -1,
      rungAt: new Date(morning),
      nextAt: new Date(nextAtOf(morning, shiftEndOf(obligation))),
    },
    notices,
  }
}

/** 没解决 begins to count anew: somebody asks again. */
function mayCallIn(round: number, { notices, history }: Obligation): boolean {
  const reopenedAt =
    history
      .filter(({ move }) => move === 'reopen')
      .at(-1)
      ?.at.getTime() ?? 0
  const calls = notices.filter(({ callId, at }) => callId !== null && at.getTime() >= reopenedAt)
  return new Set([...calls.map((call) => call.round), round]).size <= CALL_ROUNDS
}

/** Told that he is to answer: who was urged has his minutes already, and what is only offered is still another's. */
export function isCall({ why, personId }: Notice, { ownerId }: Pick<Obligation, 'ownerId'>): boolean {
  return why !== 'urge' && (why !== 'handOver' || personId === ownerId)
}

interface NoticeFacts {
  id: string
  why: NoticeReason
  round: number
  rung: number
  dueAt: number
  now: number
}

/** Of a person: to be told, or passed over when he cannot be reached. The entry in his inbox he gets either way. */
export function noticeFor(
  { personId, name, reachable }: Candidate,
  { id, why, round, rung, dueAt, now }: NoticeFacts,
): Notice {
  return {
    id,
    personId,
    name,
    why,
    round,
    rung,
    dueAt: new Date(dueAt),
    at: new Date(now),
    outcome: reachable ? 'waiting' : 'unreachable',
    triedAt: null,
    callId: null,
  }
}
