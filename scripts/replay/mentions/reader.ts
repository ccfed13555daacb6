/**
 * Reads the store after every call and every run, as somebody who has the text and nothing of the functions, and
 * counts what went wrong. Each wrong is counted once.
 */
import type { Notice, Obligation } from '../../../miniprogram/domain/obligations'
import type { Rota } from '../../../miniprogram/domain/rota'
import type { Database } from '../../admin-database'
import { mustMoveBy, type Witnessed } from './deadline'
import { dutyEnds, onDutyThen } from './duty'
import { createGaps } from './gaps'
import { missingOwners, readAll, type StoredMessage } from './stored'
import type { Stage } from './stage'
import type { Tally } from './tally'

const MINUTE = 60_000

interface Seen extends Witnessed {
  round: number
  notices: number
  told: Set<number>
  /** By when it had to go on, as it stood at the last look. */
  dueAt: number
  shift: { ownerId: string; endsAt: number; unitId: string; startsAt: number } | null
  /** A rota changed, and by it another is on duty than its owner; until the next run that was completed. */
  overtaken: boolean
}

/** @param say hears of each wrong, with the obligation as it stands */
export function createReader(
  db: Database,
  { conversationId, offices }: Stage,
  { tally, say }: { tally: Tally; say(line: string): void },
) {
  const gaps = createGaps()
  const seen = new Map<string, Seen>()
  const counted = new Set<string>()
  const followed = new Set<string>()
  let rotas = new Map<string, Rota>()
  let active = new Set<string>()
  let unread = 0

  const count = (
    what: 'ownerless' | 'late' | 'lost' | 'lateNotice' | 'toldTwice',
    key: string,
    obligation?: Obligation,
    at = 0,
  ) => {
    if (counted.has(`${what} ${key}`)) return
    counted.add(`${what} ${key}`)
    tally[what] += 1
    say(`${what} ${key} at ${new Date(at).toISOString()} ${obligation ? JSON.stringify(obligation) : ''}`)
  }

  const tookTooLong = (from: number, to: number) => to - from - gaps.within(from, to) > MINUTE

  /** Who has been told when, so far. */
  const witness = (obligation: Obligation, now: number): Seen => {
    const { _id, round, notices } = obligation
    const before = seen.get(_id)
    const roundAt = before && before.round === round ? before.roundAt : now
    const current = before ?? {
      ...{ told: new Set<number>(), reachedAt: new Map<number, number>() },
      ...{ shift: null, overtaken: false },
    }
    notices.forEach((notice, place) => {
      const { outcome, at, triedAt, dueAt: _dueAt } = notice
      if (before && place >= before.notices && isRung(notice)) {
        const dueAt = Math.min(before.dueAt, before.shift?.endsAt ?? Infinity)
        if (tookTooLong(dueAt, at.getTime())) count('lateNotice', `${_id} ${notice.id} rung`, obligation, now)
      }
      if (outcome === 'waiting' || outcome === 'telling') return
      if (!current.told.has(place) && outcome !== 'unreachable') {
        const toldAt = triedAt?.getTime() ?? now
        if (tookTooLong(at.getTime(), toldAt))
          count('lateNotice', `${_id} ${notice.id} told`, obligation, now)
      }
      current.told.add(place)
      if (outcome !== 'calling' && !current.reachedAt.has(place)) current.reachedAt.set(place, now)
    })
    const fresh = { ...current, round, roundAt, notices: notices.length, dueAt: 0 }
    fresh.dueAt = mustMoveBy(obligation, fresh)
    fresh.shift = shiftOf(obligation, fresh, now)
    seen.set(_id, fresh)
    return fresh
  }

  /** Of a unit asked, not yet 收到 and given by nobody: until when its owner is on duty. */
  const shiftOf = (obligation: Obligation, { shift }: Seen, now: number): Seen['shift'] => {
    const { asked, state, ownerId, startsAt, history, steps } = obligation
    const rota = asked.kind === 'unit' ? rotas.get(asked.id) : undefined
    const given = history.some(({ move }) =>
      ['assign', 'take', 'accept', 'reopen', 'handOver', 'ownerLeft'].includes(move),
    )
    const said = steps.some(({ state: reached }) => reached === 'acknowledged' || reached === 'promised')
    if (!rota || given || said || !['asked', 'notified', 'seen'].includes(state)) return null
    if (shift?.ownerId === ownerId && shift.endsAt > now) return shift
    const from = Math.max(now, startsAt.getTime())
    return { ownerId, endsAt: dutyEnds(rota, from), unitId: asked.id, startsAt: startsAt.getTime() }
  }

  const checkShift = (obligation: Obligation, before: Seen | undefined, now: number) => {
    const rota = rotas.get(obligation.asked.id)
    if (!before?.shift || !rota || before.shift.endsAt > now) return
    if (before.shift.ownerId !== obligation.ownerId || seen.get(obligation._id)!.shift === null) return
    const onDuty = onDutyThen(rota, now)
    if (onDuty && active.has(onDuty) && onDuty !== obligation.ownerId)
      count('late', `${obligation._id} shift ${before.shift.endsAt}`, obligation, now)
  }

  /** Whose it is by the rota as it stands; null when nobody who could answer is on duty. */
  const byRota = ({ unitId, startsAt }: NonNullable<Seen['shift']>, now: number): string | null => {
    const rota = rotas.get(unitId)
    const onDuty = rota ? onDutyThen(rota, Math.max(now, startsAt)) : null
    return onDuty && active.has(onDuty) ? onDuty : null
  }

  const checkOvertaken = (obligation: Obligation, before: Seen | undefined, now: number) => {
    const after = seen.get(obligation._id)!
    if (before?.overtaken && before.shift && after.shift?.ownerId === before.shift.ownerId) {
      const rightful = byRota(before.shift, now)
      if (rightful !== null && rightful !== obligation.ownerId)
        count('late', `${obligation._id} rota ${now}`, obligation, now)
    }
    after.overtaken = false
  }

  const openOnes = async () => {
    const page = db.collection('obligations').where({ 'source.conversationId': conversationId, open: true })
    return readAll<Obligation>(page)
  }

  return {
    gaps,
    count,
    /** Rotas and memberships as they stand; after each change of them. */
    async lookAround(now: number) {
      const [stored, members] = await Promise.all([
        readAll<Rota>(db.collection('rotas').where({ _id: db.command.in(offices) })),
        readAll<{ personId: string }>(db.collection('members').where({ conversationId, state: 'active' })),
      ])
      rotas = new Map(stored.map((rota) => [rota._id, rota]))
      active = new Set(members.map(({ personId }) => personId))
      for (const one of seen.values()) {
        if (!one.shift) continue
        const rightful = byRota(one.shift, now)
        if (rightful !== null && rightful !== one.shift.ownerId) one.overtaken = true
        else one.shift.endsAt = dutyEnds(rotas.get(one.shift.unitId)!, Math.max(now, one.shift.startsAt))
      }
    },
    /** @returns those that were not there before */
    async look(now: number): Promise<Obligation[]> {
      const open = await openOnes()
      const fresh = open.filter(({ _id }) => !seen.has(_id))
      for (const obligation of open) witness(obligation, now)
      return fresh
    },
    /** After a run that began at `now` and was not broken: everything that was due has been taken. */
    async lookAfterRun(now: number): Promise<Obligation[]> {
      const open = await openOnes()
      const fresh = open.filter(({ _id }) => !seen.has(_id))
      for (const obligation of open) {
        const before = seen.get(obligation._id)
        const { dueAt } = witness(obligation, now)
        if (dueAt <= now) count('late', `${obligation._id} ${dueAt}`, obligation, now)
        checkShift(obligation, before, now)
        checkOvertaken(obligation, before, now)
        if (!active.has(obligation.ownerId))
          count('ownerless', `${obligation._id} ${obligation.ownerId}`, obligation, now)
        if (!(obligation.nextAt instanceof Date)) count('lost', `${obligation._id} has no next look`)
        for (const notice of obligation.notices)
          if (notice.outcome === 'waiting' && tookTooLong(notice.at.getTime(), now))
            count('lateNotice', `${obligation._id} ${notice.id} waits`, obligation, now)
      }
      const query = db.collection('messages').where({ conversationId, n: db.command.gt(unread) })
      const messages = (await readAll<StoredMessage>(query)).filter(({ _id }) => !followed.has(_id))
      for (const message of messages) {
        followed.add(message._id)
        unread = Math.max(unread, message.n)
      }
      for (const left of await missingOwners(db, messages)) count('ownerless', left)
      return fresh
    },
  }
}

export type Reader = ReturnType<typeof createReader>

const isRung = ({ why }: Notice) => why === 'rung' || why === 'asked' || why === 'shift'
