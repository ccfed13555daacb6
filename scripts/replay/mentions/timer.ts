/**
 * The timer's minutes. One in which nothing is due is skipped: the store is asked for the smallest `nextAt`, and after
 * anything that happened the next minute counts. Runs begin late, come double, break, and for an hour there is none.
 */
import type { Delivery } from '../../../local/cloud'
import type { Obligation } from '../../../miniprogram/domain/obligations'
import { breakNext, mend } from './phones'
import type { Play } from './play'

const SECOND = 1000
const MINUTE = 60 * SECOND
const OUTAGE = 60 * MINUTE
/** Of a run with one or two due. */
const REQUESTS_OF_A_RUN = 24

export function createTimer(play: Play, deliveries: () => Delivery[]) {
  const { cloud, db, chance, tally, reader } = play
  /** The first minute that has not had its run. */
  let minute = minuteFrom(play.now())
  let stirred = true
  let planned: number | null = null
  let asked: number | null | undefined

  const smallest = async (): Promise<number | null> => {
    const { data } = await db
      .collection('obligations')
      .where({ 'source.area': 'groups', open: true })
      .orderBy('nextAt', 'asc')
      .limit(1)
      .get()
    return (data[0] as Obligation | undefined)?.nextAt.getTime() ?? null
  }

  return {
    /** Something has happened. */
    stir() {
      stirred = true
      asked = undefined
      if (planned === null) minute = Math.max(minute, minuteFrom(play.now()))
    },
    /** When the next run begins that has something to do; null when nothing is open. */
    async next(): Promise<number | null> {
      if (planned !== null) return planned
      if (asked === undefined) asked = await smallest()
      const due = stirred ? minute : asked === null ? null : Math.max(minute, minuteFrom(asked))
      return due
    },
    /** @returns obligations not seen before */
    async run(): Promise<Obligation[]> {
      const now = play.now()
      if (planned === null) {
        minute = minuteFrom(now)
        if (chance.happens(0.004)) {
          tally.timersLate += 1
          play.fault()
          reader.gaps.add(minute, minute + OUTAGE)
          minute += OUTAGE
          planned = minute
          return []
        }
        if (chance.happens(0.06)) {
          tally.timersLate += 1
          play.fault()
          planned = now + chance.between(3, 55) * SECOND
          reader.gaps.add(now, planned)
          return []
        }
      }
      planned = null
      stirred = false
      asked = undefined
      const twice = chance.happens(0.08)
      if (twice) play.fault()
      if (chance.happens(0.08)) breakNext(cloud, chance, REQUESTS_OF_A_RUN)
      const fire = () => cloud.timers.fire('groups', 'due')
      const runs = (await Promise.all(twice ? [fire(), fire()] : [fire()])).flat()
      const broken = mend(cloud, tally) > 0 || runs.some(({ ok }) => !ok)
      minute = minuteFrom(now + 1)
      for (const one of deliveries())
        if (one.channel === 'voice' && one.call === 'ringing' && chance.happens(0.3))
          cloud.answerCall(one.id, chance.oneOf(['answered', 'declined']))
      if (!broken) return reader.lookAfterRun(now)
      stirred = true
      reader.gaps.add(now, minute)
      return reader.look(now)
    },
  }
}

/** The first full minute that is not before. */
function minuteFrom(at: number): number {
  return Math.ceil(at / MINUTE) * MINUTE
}
