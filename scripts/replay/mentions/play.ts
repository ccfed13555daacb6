/** One schedule: thirty days in a group, told by a seed. */
import type { Delivery, LocalCloud } from '../../../local/cloud'
import type { Obligation } from '../../../miniprogram/domain/obligations'
import { adminDatabase, type Database } from '../../admin-database'
import { chanceOf, type Chance } from '../chance'
import { askAll } from './asking'
import { createReader, type Reader } from './reader'
import { breakNext, mend, REQUESTS_OF_A_CALL, say as speak, type Call } from './phones'
import { readEnding, type Kept } from './ending'
import { setStage, type Stage } from './stage'
import { beginStory } from './stories'
import { isWrong, type Tally } from './tally'
import { createTimer } from './timer'

const MINUTE = 60_000
const DAYS = 30
const SECOND = 1000
/** What changes rotas and memberships. */
const CHANGING_WHO = ['takeShift', 'removeMember']

/** What whoever takes part in a schedule needs. */
export interface Play {
  cloud: LocalCloud
  db: Database
  stage: Stage
  chance: Chance
  tally: Tally
  reader: Reader
  kept: Kept[]
  /** How many ids its phones have made. */
  drafts: { made: number }
  /** In ms of the cloud's clock. */
  now(): number
  /** Does something so many ms from now. */
  later(ms: number, deed: () => Promise<void>): void
  /** A call by a phone that may be broken, and repeats what it heard nothing of. @param kept what an ok means */
  calls(call: Call, kept: (data: unknown) => Kept | null): Promise<void>
  fault(): void
}

interface Event {
  at: number
  deed(): Promise<void>
}

interface Schedule {
  seed: number
  index: number
  /** To be added to. */
  tally: Tally
  /** Ends as soon as something went wrong. */
  untilWrong?: boolean
  /** Hears of each wrong. */
  say(line: string): void
}

export async function playSchedule(
  cloud: LocalCloud,
  { seed, index, tally, untilWrong, say }: Schedule,
): Promise<void> {
  const begin = cloud.clock.now()
  const end = begin + DAYS * 24 * 60 * MINUTE
  const db = adminDatabase(cloud)
  const stage = await setStage(cloud, index)
  const reader = createReader(db, stage, { tally, say })
  const chance = chanceOf('mentions', seed, index)
  const deliveries = new Map<number, Delivery>()
  const deaf = cloud.onDelivery((delivery) => void deliveries.set(delivery.id, delivery))
  const events: Event[] = []
  const stories = { begun: 0 }
  const play: Play = {
    ...{ cloud, db, stage, chance, tally, reader, kept: [], drafts: { made: 0 } },
    now: () => cloud.clock.now(),
    later: (ms, deed) => void events.push({ at: Math.round(cloud.clock.now() + ms), deed }),
    fault: () => void (tally.faultsInjected += 1),
    calls: (call, kept) => tryCall(call, kept, 0),
  }
  async function tryCall(call: Call, kept: (data: unknown) => Kept | null, tries: number): Promise<void> {
    if (chance.happens(0.2)) breakNext(cloud, chance, REQUESTS_OF_A_CALL)
    const answer = await speak(cloud, call)
    mend(cloud, tally)
    // Also when the phone heard nothing: it may be written.
    if (CHANGING_WHO.includes(call.action)) await reader.lookAround(cloud.clock.now())
    if (answer?.ok) {
      const what = kept(answer.data)
      if (what) play.kept.push(what)
    }
    // Now and then a phone is put away instead.
    if (answer === null && tries < 3 && !chance.happens(0.15))
      play.later(chance.between(2, 90) * SECOND, () => tryCall(call, kept, tries + 1))
  }
  const meet = (fresh: Obligation[]) => {
    const order = (one: Obligation) => `${one.createdAt.getTime()} ${one.source.about} ${one.asked.id}`
    for (const obligation of [...fresh].sort((one, other) => (order(one) < order(other) ? -1 : 1)))
      beginStory({ ...play, chance: chanceOf('story', seed, index, (stories.begun += 1)) }, obligation)
  }
  const timer = createTimer(play, () => [...deliveries.values()])
  await reader.lookAround(begin)
  await askAll(play, end)

  for (;;) {
    events.sort((one, other) => one.at - other.at)
    const event = events[0]
    const run = await timer.next()
    const at = Math.min(event?.at ?? Infinity, run ?? Infinity)
    if (at > end || (untilWrong && isWrong(tally))) break
    cloud.clock.set(Math.max(at, cloud.clock.now()))
    if (run !== null && run <= (event?.at ?? Infinity)) {
      meet(await timer.run())
      continue
    }
    events.shift()
    await event!.deed()
    timer.stir()
    meet(await reader.look(cloud.clock.now()))
  }
  deaf()
  tally.mentions += await readEnding(db, stage, {
    ...{ reader, kept: play.kept, deliveries: [...deliveries.values()] },
  })
  tally.schedules += 1
  cloud.clock.set(end + MINUTE)
}
