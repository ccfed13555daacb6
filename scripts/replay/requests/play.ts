/** One schedule: some cases and some weeks, told by a seed. */
import type { LocalCloud } from '../../../local/cloud'
import type { Case } from '../../../miniprogram/domain/cases'
import { chanceOf, type Chance } from '../chance'
import { DEEDS, INSIDE_WORDS } from './deeds'
import { LAW, mayRead, relationsOf } from './law'
import { breakNext, mend, say, type Call } from './phones'
import { createReader, type Reader } from './reader'
import { setStage, type Player, type Stage } from './stage'
import { isWrong, type Tally } from './tally'
import { createTimer } from './timer'

const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
/** Of people; what the clock does comes on top. */
const MOVES_LEAST = 30
const FAULTS_LEAST = 5
const STEPS_MOST = 400
const REQUESTS_OF_A_CALL = 9

export interface Play {
  cloud: LocalCloud
  stage: Stage
  chance: Chance
  tally: Tally
  reader: Reader
  fault(): void
  /** Something went wrong, and that is all that was wanted. */
  isOver(): boolean
}

interface Schedule {
  seed: number
  index: number
  /** To be added to. */
  tally: Tally
  untilWrong?: boolean
  say(line: string): void
}

export async function playSchedule(cloud: LocalCloud, schedule: Schedule): Promise<void> {
  const { seed, index, tally, untilWrong } = schedule
  const stage = await setStage(cloud)
  const reader = createReader(stage, { tally, say: schedule.say })
  const chance = chanceOf('requests', seed, index)
  const begun = tally.faultsInjected
  const play: Play = {
    ...{ cloud, stage, chance, tally, reader },
    fault: () => void (tally.faultsInjected += 1),
    isOver: () => untilWrong === true && isWrong(tally),
  }
  const timer = createTimer(play)
  const made = { ids: 0 }
  let moves = 0
  const idOf = (what: string) => `${what}-${seed}-${index}-${(made.ids += 1)}`.padEnd(22, 'x')

  /** Says it, and again while nothing is heard; now and then the phone is put away instead. */
  async function calls(call: Call, tries = 0): Promise<void> {
    if (chance.happens(0.15)) breakNext(cloud, chance, REQUESTS_OF_A_CALL)
    const answer = await say(cloud, call)
    mend(play)
    await reader.look()
    if (answer === null) {
      if (tries >= 4 || chance.happens(0.1) || play.isOver()) return
      await timer.advance(cloud.clock.now() + chance.between(2, 90) * SECOND)
      return calls(call, tries + 1)
    }
    hear(call, answer)
  }

  function hear({ by, action, input }: Call, answer: { ok: boolean; data?: unknown }): void {
    const { personId } = by
    if (action === 'raiseCase') {
      const caseId = (answer.data as { case: { caseId: string } } | undefined)?.case.caseId
      if (!caseId || !reader.find(caseId))
        return reader.count('lostEvents', `${String(input.draftId)} is gone`)
      moves += 1
      return reader.hears({ caseId, moveId: caseId, by: personId, acknowledged: true })
    }
    const caseId = String(input.caseId)
    if (answer.ok) moves += 1
    reader.hears({ caseId, moveId: String(input.moveId), by: personId, acknowledged: answer.ok })
    looksAt(by, caseId, answer)
  }

  /** What a firm reads must hold nothing that is said inside. */
  function looksAt({ personId }: Player, caseId: string, answer: { data?: unknown }): void {
    const current = reader.find(caseId)?.current
    if (current?.requesterId === personId && JSON.stringify(answer.data ?? null).includes(INSIDE_WORDS))
      reader.count('forbiddenMoves', `${caseId} shows ${personId} what is said inside`)
  }

  async function raise(): Promise<void> {
    const input = {
      ...{
        draftId: idOf('draft'),
        text: `招牌要怎么报 ${made.ids}`,
        name: '示例·掌柜',
        organisation: '示例小店',
      },
      topicId: chance.oneOf(['permits', 'streets']),
      kind: chance.oneOf(['urgent', 'inquiry', 'ordinary', 'ordinary']),
      place: null,
    }
    await calls({ by: chance.oneOf(stage.requesters), action: 'raiseCase', input })
  }

  const callOf = (move: string, by: Player, current: Case): Call => {
    const moveId = idOf('move')
    reader.tries(moveId)
    const { action, input } = DEEDS[move]!
    return { by, action, input: { caseId: current._id, moveId, ...input?.(play, current) } }
  }

  /** What somebody may do with it now; null when nobody may do anything. */
  function sensible(current: Case): Call | null {
    const able = Object.keys(DEEDS).flatMap((move) => {
      const { from, by, unless } = LAW[move]!
      if (!from.includes(current.state) || unless?.(current, { at: new Date(cloud.clock.now()) })) return []
      const people = stage.players.filter(({ personId }) =>
        relationsOf(stage, current, personId).some((relation) => by.includes(relation)),
      )
      return people.length > 0 ? [{ move, people, weight: DEEDS[move]!.weight }] : []
    })
    let point = chance.next() * able.reduce((sum, { weight }) => sum + weight, 0)
    const chosen = able.find(({ weight }) => (point -= weight) < 0)
    return chosen ? callOf(chosen.move, chance.oneOf(chosen.people), current) : null
  }

  const anything = (current: Case) =>
    callOf(chance.oneOf(Object.keys(DEEDS)), chance.oneOf(stage.players), current)

  /** Two at the same instant: the same tap twice, or two people. */
  async function together(current: Case): Promise<void> {
    const one = sensible(current)
    if (!one) return
    const other = chance.happens(0.5) ? one : (sensible(current) ?? anything(current))
    const answers = await Promise.all([say(cloud, one), say(cloud, other)])
    await reader.look()
    answers.forEach((answer, place) => answer && hear(place === 0 ? one : other, answer))
  }

  async function peep(current: Case): Promise<void> {
    const by = chance.oneOf(stage.players)
    const answer = await say(cloud, { by, action: 'openCase', input: { caseId: current._id } })
    if (answer?.ok && !mayRead(stage, current, by.personId))
      reader.count('forbiddenMoves', `${current._id} was shown to ${by.personId}`)
    if (answer?.ok) looksAt(by, current._id, answer)
    const queue = { of: 'mine', unitId: null, after: null }
    const listed = await say(cloud, { by, action: 'listQueue', input: queue })
    const mine = listed?.ok ? (listed.data as { cases: { caseId: string }[] }).cases : []
    for (const { caseId } of mine)
      if (reader.find(caseId)?.current.ownerId !== by.personId)
        reader.count('forbiddenMoves', `${caseId} stands in the queue of ${by.personId}`)
  }

  const pause = () =>
    chance.oneOf([
      ...[1, 2, 3, 4].map(() => chance.between(1, 50) * MINUTE),
      ...[1, 2, 3].map(() => chance.between(1, 20) * HOUR),
      ...[1, 2].map(() => chance.between(1, 4) * DAY),
      ...(chance.happens(0.4) ? [chance.between(6, 12) * DAY] : []),
    ])

  for (let step = 0; step < STEPS_MOST && !play.isOver(); step += 1) {
    if (moves >= MOVES_LEAST && tally.faultsInjected - begun >= FAULTS_LEAST) break
    await timer.advance(cloud.clock.now() + pause() + chance.between(0, 59) * SECOND)
    const cases = reader.seen().map(({ current }) => current)
    const living = cases.filter(({ state }) => !['closed', 'withdrawn', 'merged'].includes(state))
    if (living.length < 2 || (living.length < 5 && chance.happens(0.1))) {
      await raise()
      continue
    }
    const current = chance.oneOf(chance.happens(0.9) ? living : cases)
    if (chance.happens(0.08)) await peep(current)
    if (chance.happens(0.12)) await together(current)
    else {
      const call = chance.happens(0.75) ? sensible(current) : anything(current)
      if (call) await calls(call)
    }
  }
  // A week more, in which everything that is due has its runs.
  if (!play.isOver()) await timer.advance(cloud.clock.now() + 8 * DAY)
  await reader.look()
  if (!play.isOver()) reader.end()
  tally.schedules += 1
}
