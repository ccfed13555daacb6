/**
 * The timer's minutes. One in which nothing is due is skipped: the store is asked for the smallest `nextAt` and for what
 * is not followed yet, not the rules. Runs begin late, come double, break, and for an hour there is none.
 */
import type { Case } from '../../../miniprogram/domain/cases'
import { breakNext, mend } from './phones'
import type { Play } from './play'

const SECOND = 1000
const MINUTE = 60 * SECOND
/** The timer's second of each minute: config.json. */
const AT = 40 * SECOND
const REQUESTS_OF_A_RUN = 14

export function createTimer(play: Play) {
  const { cloud, stage, chance, reader } = play
  const { db } = stage
  /** The first minute that has not had its run. */
  let minute = minuteFrom(cloud.clock.now())

  const due = async (): Promise<number | null> => {
    const left = await db.collection('cases').where({ unfollowed: true }).limit(1).get()
    if (left.data.length > 0) return 0
    const { data } = await db
      .collection('cases')
      .where({ nextAt: db.command.gt(new Date(0)) })
      .orderBy('nextAt', 'asc')
      .limit(1)
      .get()
    return (data[0] as Case | undefined)?.nextAt?.getTime() ?? null
  }

  const run = async (): Promise<boolean> => {
    const before = reader.pending(cloud.clock.now())
    const now = cloud.clock.now()
    const twice = chance.happens(0.1)
    if (twice) play.fault()
    if (chance.happens(0.07)) breakNext(cloud, chance, REQUESTS_OF_A_RUN)
    const fire = () => cloud.timers.fire('requests', 'due')
    const runs = (await Promise.all(twice ? [fire(), fire()] : [fire()])).flat()
    const whole = mend(play) === 0 && runs.every(({ ok }) => ok)
    if (whole) await reader.lookAfterRun(before, now)
    else await reader.look()
    return whole
  }

  return {
    /** Lets time pass, with every run in which something is due. */
    async advance(to: number): Promise<void> {
      let whole = true
      for (;;) {
        const at = await due()
        const next = at === null ? Infinity : Math.max(minute, minuteFrom(at))
        if (next > to || play.isOver()) break
        if (chance.happens(0.01)) {
          play.fault()
          minute = next + 60 * MINUTE
          continue
        }
        const late = chance.happens(0.06) ? chance.between(3, 55) * SECOND : 0
        if (late > 0) play.fault()
        cloud.clock.set(Math.max(next + late, cloud.clock.now()))
        minute = minuteFrom(next + 1)
        whole = await run()
      }
      if (minute <= to) {
        minute = minuteFrom(to + 1)
        whole = true
      }
      cloud.clock.set(Math.max(to, cloud.clock.now()))
      // An hour without runs may not be over yet.
      if (whole && !play.isOver() && minute <= to + MINUTE) reader.checkNothingPending(minute - MINUTE)
    },
  }
}

function minuteFrom(at: number): number {
  return Math.ceil((at - AT) / MINUTE) * MINUTE + AT
}
