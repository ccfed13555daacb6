/** Moving an obligation that is due: one conditional update, so that of two runs at the same instant one moves it. */
import { stepOf, UNKNOWN_AFTER_MS, type Standing, type Step } from '../../../miniprogram/domain/climb'
import { callOutcome } from '../channels'
import { command, db } from '../cloud'
import type { Obligation } from './store'
import { settle } from './tell'

export interface Climbed {
  obligation: Obligation
  /** Null when nothing was to be written. */
  move: Step['move'] | null
}

/**
 * Takes the next step of a due obligation. One request; what was begun before and has no outcome is settled first, or
 * waited for.
 * @returns it as it stands; null when another run, or its people, were faster: the next run looks again
 */
export async function climb(due: Obligation, standing: Standing, now: number): Promise<Climbed | null> {
  const heard = await hearCalls(due, standing, now)
  if (heard === 'ringing') return { obligation: due, move: null }
  const obligation = await giveUpUnknown(heard, standing, now)
  const open = obligation.notices.some(({ outcome }) => outcome === 'telling' || outcome === 'waiting')
  if (open) return { obligation, move: null }
  const step = stepOf(obligation, standing, now)
  if (!step) return { obligation, move: null }
  if (step.move === 'look' && !differs(obligation, step)) return { obligation, move: null }
  const { _id, nextAt, history, notices, state } = obligation
  const passes = step.move === 'shift' || step.move === 'ownerLeft'
  const entry = {
    moveId: step.notices[0]?.id ?? `${step.move}.${now}`,
    move: step.move,
    from: state,
    to: state,
    by: 'due',
    at: new Date(now),
  }
  const { updated } = await db
    .collection('obligations')
    .where({
      _id,
      open: true,
      nextAt,
      // Whatever anybody did since it was read stands in its history or its notices.
      [`history.${history.length}`]: command.exists(false),
      [`notices.${notices.length}`]: command.exists(false),
    })
    .update({
      ...step.fields,
      ...(step.move === 'look' ? {} : { movedAt: new Date(now) }),
      ...(step.notices.length > 0 ? { notices: command.push(step.notices) } : {}),
      ...(passes ? { history: command.push([entry]) } : {}),
    })
  if (updated === 0) return null
  return {
    obligation: {
      ...obligation,
      ...step.fields,
      notices: [...notices, ...step.notices],
      history: passes ? [...history, entry] : history,
    },
    move: step.move,
  }
}

function differs({ nextAt, shiftEndsAt }: Obligation, { fields }: Step): boolean {
  const endsAt = fields.shiftEndsAt === undefined ? shiftEndsAt : fields.shiftEndsAt
  return fields.nextAt?.getTime() !== nextAt.getTime() || endsAt?.getTime() !== shiftEndsAt?.getTime()
}

/** How the calls of earlier runs went. One request for each that has ended. */
async function hearCalls(
  due: Obligation,
  { settings }: Standing,
  now: number,
): Promise<Obligation | 'ringing'> {
  let obligation = due
  for (const [place, notice] of due.notices.entries()) {
    if (notice.outcome !== 'calling') continue
    const asked = notice.triedAt?.getTime() ?? 0
    const how = await callOutcome(notice.callId ?? '')
    if (how === null && now - asked < UNKNOWN_AFTER_MS) return 'ringing'
    const outcome = how === null ? 'unknown' : how === 'answered' ? 'answeredCall' : 'missedCall'
    obligation = await settle(obligation, place, { outcome }, { settings, now })
  }
  return obligation
}

/** Who was being told when a function died: after a minute nobody will say how it went. One request for each. */
async function giveUpUnknown(loaded: Obligation, { settings }: Standing, now: number): Promise<Obligation> {
  let obligation = loaded
  for (const [place, { outcome, triedAt }] of loaded.notices.entries()) {
    if (outcome !== 'telling' || now - (triedAt?.getTime() ?? 0) < UNKNOWN_AFTER_MS) continue
    obligation = await settle(obligation, place, { outcome: 'unknown' }, { settings, now })
  }
  return obligation
}
