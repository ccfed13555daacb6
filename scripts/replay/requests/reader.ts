/**
 * Reads the store after every call and every run, as somebody who has the text and nothing of the functions, and
 * counts what went wrong. Each wrong is counted once.
 */
import type { CaseObligation } from '../../../miniprogram/domain/case-obligation'
import type { Case, CaseMove } from '../../../miniprogram/domain/cases'
import { readAll } from '../mentions/stored'
import { firstReckoning, pendingAt, reckon, rungAt, rungOf, type Reckoning } from './deadline'
import { whyForbidden } from './law'
import type { Stage } from './stage'
import type { Tally, Wrong } from './tally'

export interface Seen {
  current: Case
  reckoning: Reckoning
}

/** What the cloud said to a phone about a move. */
export interface Heard {
  caseId: string
  moveId: string
  by: string
  /** Refused otherwise. */
  acknowledged: boolean
}

const OURS = ['received', 'offered', 'arbitrating', 'handling']
const ENDED = ['closed', 'withdrawn', 'declined', 'merged']

/** @param say hears of each wrong */
export function createReader(stage: Stage, { tally, say }: { tally: Tally; say(line: string): void }) {
  const { db } = stage
  const seen = new Map<string, Seen>()
  const tried = new Set<string>()
  const heard: Heard[] = []
  const counted = new Set<string>()

  const count = (what: Wrong, key: string, current?: Case) => {
    if (counted.has(`${what} ${key}`)) return
    counted.add(`${what} ${key}`)
    tally[what] += 1
    say(`${what}: ${key} ${current ? JSON.stringify(current) : ''}`)
  }

  const judge = (current: Case, before: Seen | undefined): Seen => {
    const { _id, history } = current
    const known = before?.current.history ?? []
    if (JSON.stringify(known) !== JSON.stringify(history.slice(0, known.length)))
      count('lostEvents', `${_id}: its history was rewritten`, current)
    let state: Seen = before ?? { current, reckoning: firstReckoning(current) }
    const fresh = history.slice(known.length)
    const owners = [current.ownerId, ...fresh.map(({ by }) => by)]
    fresh.forEach((entry, place) => {
      const n = known.length + place
      if (n === 0) return
      // Of several at once only the first one's case was seen.
      const stood: Case =
        place === 0 && before
          ? before.current
          : { ...current, state: history[n - 1]!.to, history: history.slice(0, n) }
      const why = whyForbidden(stage, stood, entry, place === 0 && before ? [] : owners)
      if (why) count('forbiddenMoves', `${_id} ${n}: ${why}`, current)
      if (entry.by === 'due') checkRung(stood, state, entry)
      else if (!tried.has(entry.moveId)) count('lostEvents', `${_id}: ${entry.moveId} is nobody's`, current)
      state = { current: stood, reckoning: reckon(stood, state.reckoning, entry) }
    })
    tally.moves += fresh.length
    checkStanding(current, state.reckoning)
    return { current, reckoning: state.reckoning }
  }

  const checkRung = (current: Case, { reckoning }: Seen, entry: CaseMove) => {
    if (entry.move !== 'climb') return
    const rung = rungOf(entry)
    const at = rungAt(current, reckoning, rung)
    if (reckoning.taken.includes(rung)) count('forbiddenMoves', `${current._id}: ${rung} twice`, current)
    else if (at === null || at > entry.at.getTime())
      count('forbiddenMoves', `${current._id}: ${rung} too early`, current)
    if (rung === 'report' && !reckoning.taken.includes('warn'))
      count('forbiddenMoves', `${current._id}: reported before it was warned of`, current)
  }

  const checkStanding = (current: Case, { due, step }: Reckoning) => {
    const { _id, state, revision, history, ownerId, dueAt, stepDueAt, open } = current
    if (revision !== history.length)
      count('lostEvents', `${_id}: ${history.length} entries at revision ${revision}`, current)
    if (state !== history.at(-1)!.to)
      count('lostEvents', `${_id}: ${state} is not where it was moved`, current)
    if (dueAt.getTime() !== due)
      count('late', `${_id} ${revision}: due ${dueAt.toISOString()}, not ${said(due)}`, current)
    if (OURS.includes(state) && stepDueAt.getTime() !== step)
      count('late', `${_id} ${revision}: step ${stepDueAt.toISOString()}, not ${said(step)}`, current)
    if (open === ENDED.includes(state)) count('ownerless', `${_id}: ${state}, open ${open}`, current)
    const isHere = stage.players.some(({ personId }) => personId === ownerId)
    if (!ENDED.includes(state) && !isHere) count('ownerless', `${_id}: of ${ownerId}`, current)
  }

  const look = async (): Promise<void> => {
    const cases = await readAll<Case>(db.collection('cases').where({ _id: db.command.exists(true) }))
    for (const current of cases)
      if (seen.get(current._id)?.current.revision !== current.revision)
        seen.set(current._id, judge(current, seen.get(current._id)))
      else seen.get(current._id)!.current = current
    const numbers = new Map<string, string>()
    for (const { _id, number } of cases) {
      const other = numbers.get(number)
      if (other || !/^[1-9]\d{7}$/.test(number)) count('doubleNumbers', `${number}: ${_id} and ${other}`)
      numbers.set(number, _id)
    }
    const ids = new Set(cases.map(({ _id }) => _id))
    for (const id of seen.keys()) if (!ids.has(id)) count('lostEvents', `case ${id} is gone`)
  }

  const checkFollowed = async (): Promise<void> => {
    const all = db.collection('obligations').where({ _id: db.command.exists(true) })
    const obligations = new Map((await readAll<CaseObligation>(all)).map((each) => [each._id, each]))
    for (const { current } of seen.values()) {
      const { _id, revision, ownerId, state, history } = current
      const owed = obligations.get(_id)
      const agrees =
        owed?.source.revision === revision && owed.ownerId === ownerId && owed.open === OURS.includes(state)
      if (!agrees || current.unfollowed)
        count('ownerless', `${_id} ${revision}: its obligation is ${JSON.stringify(owed)}`, current)
      const notices = (owed?.notices ?? []).map(({ id }) => id)
      const wanted = history.flatMap(({ moveId, tell }) =>
        (tell ?? []).map(({ personId }) => `${moveId}.${personId}`),
      )
      if ([...notices].sort().join() !== wanted.sort().join())
        count('ownerless', `${_id} ${revision}: told ${notices.join()}, not ${wanted.join()}`, current)
    }
  }

  return {
    count,
    seen: () => [...seen.values()],
    find: (caseId: string) => seen.get(caseId),
    /** A move that is about to be tried. */
    tries: (moveId: string) => void tried.add(moveId),
    /** After a look. */
    hears(what: Heard): void {
      heard.push(what)
      const current = seen.get(what.caseId)?.current
      const stands = current?.history.some(({ moveId }) => moveId === what.moveId)
      if (stands && !what.acknowledged)
        count('lostEvents', `${what.caseId}: ${what.moveId} of ${what.by} stands, and he heard no`, current)
    },
    look,
    /** What the clock owes at a moment, by case. */
    pending(now: number): Map<string, number> {
      const owing = [...seen.values()].filter(
        ({ current, reckoning }) => pendingAt(current, reckoning, now).length > 0,
      )
      return new Map(owing.map(({ current }) => [current._id, current.revision]))
    },
    /** After a run that nothing broke. @param before what was pending when it began */
    async lookAfterRun(before: Map<string, number>, now: number): Promise<void> {
      await look()
      for (const [id, revision] of before) {
        const { current } = seen.get(id)!
        if (current.revision === revision)
          count('late', `${id} ${revision}: not taken at ${said(now)}`, current)
      }
      await checkFollowed()
    },
    /** Minutes in which the store said nothing was due went by. */
    checkNothingPending(now: number): void {
      for (const { current, reckoning } of seen.values()) {
        // What was moved after the run of that very moment is the next one's.
        if (current.history.at(-1)!.at.getTime() >= now) continue
        const owed = pendingAt(current, reckoning, now)
        if (owed.length > 0)
          count('late', `${current._id} ${current.revision}: ${owed.join()} at ${said(now)}`, current)
      }
    },
    /** What was acknowledged stands once. */
    end(): void {
      for (const { caseId, moveId, by, acknowledged } of heard) {
        const current = seen.get(caseId)?.current
        const times = (current?.history ?? []).filter((entry) => entry.moveId === moveId).length
        if (times > 1) count('lostEvents', `${caseId}: ${moveId} stands ${times} times`, current)
        if (acknowledged && times === 0) count('lostEvents', `${caseId}: ${moveId} of ${by} is gone`, current)
      }
    },
  }
}

export type Reader = ReturnType<typeof createReader>

const said = (at: number) => new Date(at).toISOString()
