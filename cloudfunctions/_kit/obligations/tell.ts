/** Telling one person outside the app, at most once: claimed in the notice itself, then done, then what became of it. */
import { afterTold, nextAtOf, REACHED, type LadderSettings } from '../../../miniprogram/domain/ladder'
import { isCall, LOOK_AGAIN_MS, shiftEndOf } from '../../../miniprogram/domain/climb'
import type {
  AnyObligation,
  Notice,
  NoticeOutcome,
  ObligationStep,
} from '../../../miniprogram/domain/obligations'
import { call, tellRobot } from '../channels'
import { command, db } from '../cloud'
import { find } from '../once'
import { NO_CREDIT, send, SENT } from '../pushes'
import { spendCredit, type Way } from '../reach'
import { callWords, letterOf, robotWords } from './words'

interface Telling {
  /** Null when none leads to him. A call finds its own. */
  way: Way | null
  /** Null for what has no ladder of minutes, such as a case: being told moves no clock then, and no state. */
  settings: LadderSettings | null
  /** The cloud's time in ms. */
  now: number
}

/**
 * Tells the person of one notice that waits; of two who do so at once, one does. At most three requests: claim, credit,
 * outcome; one for who cannot be reached or has the app open. Killed between the first two, it stays `telling`, which after a minute counts as not reached.
 * @param place of the notice in the obligation
 * @returns the obligation as this call left it
 */
export async function tell<Told extends AnyObligation>(
  obligation: Told,
  place: number,
  { way, settings, now }: Telling,
): Promise<Told> {
  const notice = obligation.notices[place]!
  // Nothing goes out, so there is nothing that could go out twice.
  if (notice.callId === null && (way === null || way.kind === 'app'))
    return settle(obligation, place, { outcome: way ? 'seen' : 'unreachable' }, { settings, now })
  const field = `notices.${place}`
  const tried = { [`${field}.outcome`]: 'telling', [`${field}.triedAt`]: new Date(now) }
  const { updated } = await db
    .collection('obligations')
    .where({ _id: obligation._id, [`${field}.outcome`]: 'waiting' })
    .update(tried)
  if (updated === 0) return obligation
  const done = notice.callId === null ? await reach(obligation, notice.name, way!, now) : await ring()
  return settle(obligation, place, done, { settings, now })

  /** One request more, for the number: it stands in one place only. */
  async function ring(): Promise<Done> {
    const phone = await find<{ number: string }>('phones', notice.personId)
    if (!phone) return { outcome: 'missedCall' }
    try {
      const callId = await call(phone.number, callWords(obligation))
      return callId === null ? { outcome: 'missedCall' } : { outcome: 'calling', callId }
    } catch {
      return { outcome: 'unknown' }
    }
  }
}

interface Done {
  outcome: NoticeOutcome
  callId?: string
}

async function reach(obligation: AnyObligation, name: string, way: Way, now: number): Promise<Done> {
  if (way.kind === 'app') return { outcome: 'seen' }
  if (way.kind === 'robot') {
    try {
      const taken = await tellRobot(way, robotWords(obligation, name), now)
      return { outcome: taken ? 'sent' : 'unreachable' }
    } catch {
      return { outcome: 'unknown' }
    }
  }
  const code = await send(letterOf(obligation, way.identity.openid))
  if (code === SENT || code === NO_CREDIT) await spendCredit(way.identity, code === SENT ? 'some' : 'none')
  if (code === SENT) return { outcome: 'sent' }
  return { outcome: code === null ? 'unknown' : 'unreachable' }
}

/**
 * Writes what became of a notice, and from when on the ladder waits for its person: from now when he was reached, not at
 * all when not. What he, or anybody, has done meanwhile stays as it is. One request; up to three when something was.
 */
export async function settle<Told extends AnyObligation>(
  obligation: Told,
  place: number,
  { outcome, callId }: Done,
  { settings, now }: { settings: LadderSettings | null; now: number },
): Promise<Told> {
  const { _id, state, nextAt } = obligation
  const notice = obligation.notices[place]!
  const field = `notices.${place}`
  const told = {
    movedAt: new Date(now),
    [`${field}.outcome`]: outcome,
    ...(callId === undefined ? {} : { [`${field}.callId`]: callId }),
  }
  const clock = settings ? clockAfter(obligation, notice, outcome, { settings, now }) : {}
  const step: ObligationStep | null =
    settings && state === 'asked' && outcome === 'sent'
      ? { state: 'notified', at: new Date(now), by: notice.personId }
      : null
  const where = { _id, [`${field}.outcome`]: command.in(['waiting', 'telling', 'calling']) }
  const update = async (also: object, fields: object) => {
    const { updated } = await db
      .collection('obligations')
      .where({ ...where, ...also })
      .update({ ...told, ...fields })
    return updated === 1
  }
  const notices = obligation.notices.map((each, index) =>
    index === place ? { ...each, outcome, callId: callId ?? each.callId } : each,
  )
  if (step && (await update({ state, nextAt }, { ...clock, state: step.state, steps: command.push([step]) })))
    return { ...obligation, ...clock, state: step.state, steps: [...obligation.steps, step], notices }
  // He has looked at it meanwhile: that does not shorten his minutes. Whatever else was done has set a time of its own.
  if (await update({ open: true, nextAt }, clock)) return { ...obligation, ...clock, notices }
  await update({}, {})
  return { ...obligation, notices }
}

function clockAfter(
  obligation: AnyObligation,
  notice: Notice,
  outcome: NoticeOutcome,
  { settings, now }: { settings: LadderSettings; now: number },
): Pick<AnyObligation, 'rungAt' | 'nextAt'> {
  // Not earlier than now, nor later than what was due before: an offer or an urge must not put the ladder off.
  const lookAt = (rungAt: number, notBefore = now) => ({
    rungAt: new Date(rungAt),
    nextAt: new Date(Math.max(nextAtOf(rungAt, shiftEndOf(obligation)), notBefore)),
  })
  const rungAt = obligation.rungAt.getTime()
  if (outcome === 'calling') return lookAt(now, now + LOOK_AGAIN_MS)
  if (!isCall(notice, obligation)) return lookAt(rungAt)
  // Given to him by somebody who saw to it, or said 收到 meanwhile: his time is set.
  if (['acknowledged', 'promised'].includes(obligation.state) && notice.why === 'handOver')
    return lookAt(rungAt)
  return lookAt(REACHED.includes(outcome) ? afterTold(now, settings) : now)
}
