import { invalidParameter } from '../database/errors'

/**
 * What can befall the call of a function: 'throw' = the platform's error without running it; 'unreachable' =
 * the connection drops without running it; 'lostAnswer' = it runs, then the connection drops.
 */
export type CallFault = 'throw' | 'unreachable' | 'lostAnswer'
export const CALL_FAULTS: readonly CallFault[] = ['throw', 'unreachable', 'lostAnswer']

/**
 * What can befall one database request of an invocation. Not applied: 'fail' (answered with an error),
 * 'timeout' (no answer), 'killBefore' (the function is killed as it asks). Applied: 'lostAnswer' (the
 * connection drops instead of the answer), 'killAfter' (the function is killed before it hears of it).
 */
export type RequestFault = 'fail' | 'timeout' | 'lostAnswer' | 'killBefore' | 'killAfter'
export const REQUEST_FAULTS: readonly RequestFault[] = [
  'fail',
  'timeout',
  'lostAnswer',
  'killBefore',
  'killAfter',
]

interface Extent {
  /**
   * Milliseconds of the machine's clock that a 'timeout' keeps the connection open. Default: until the SDK
   * (15 s) or the function's time limit ends it, as on the platform; 0 for replays that cannot wait.
   */
  holdMs?: number
}

/** One fault at one place. */
export interface Plan extends Extent {
  /** Absent: any function. */
  function?: string
  /** The text field `action` of the call's data. Absent: any. */
  action?: string
  /** Which database request of the invocation, counted from 1 in the order of arrival. */
  request: number
  kind: RequestFault
  /** How many invocations it hits. Default 1. */
  times?: number
}

/** Faults by chance, the same ones for the same seed and the same calls. */
export interface RandomFaults extends Extent {
  seed: number
  /** The share of all database requests of functions that is hit, 0 to 1. */
  share: number
  /** Default: all kinds. */
  kinds?: RequestFault[]
}

/** @throws PlatformError INVALID_PARAM naming what is wrong */
export function checkPlan(plan: Plan): Plan {
  const { request, kind, times = 1, holdMs = 0 } = plan
  refuseUnknown(plan, ['function', 'action', 'request', 'kind', 'times', 'holdMs'])
  for (const name of ['function', 'action'] as const) {
    if (plan[name] !== undefined && typeof plan[name] !== 'string') throw invalidParameter(`${name}: a text`)
  }
  if (!wholeFrom(1, request)) throw invalidParameter('request: a whole number from 1')
  if (!wholeFrom(1, times)) throw invalidParameter('times: a whole number from 1')
  if (!wholeFrom(0, holdMs)) throw invalidParameter('holdMs: milliseconds from 0')
  checkKind(kind)
  return plan
}

/** @throws PlatformError INVALID_PARAM naming what is wrong */
export function checkRandom(random: RandomFaults): RandomFaults {
  const { seed, share, kinds = REQUEST_FAULTS, holdMs = 0 } = random
  refuseUnknown(random, ['seed', 'share', 'kinds', 'holdMs'])
  if (!Number.isSafeInteger(seed)) throw invalidParameter('seed: a whole number')
  if (typeof share !== 'number' || !(share >= 0 && share <= 1)) throw invalidParameter('share: 0 to 1')
  if (!Array.isArray(kinds) || kinds.length === 0) throw invalidParameter('kinds: a list, not empty')
  if (!wholeFrom(0, holdMs)) throw invalidParameter('holdMs: milliseconds from 0')
  kinds.forEach(checkKind)
  return random
}

/** A misspelt condition would be left out in silence and hit everything. */
function refuseUnknown(given: object, known: string[]): void {
  const unknown = Object.keys(given).find((name) => !known.includes(name))
  if (unknown) throw invalidParameter(`${unknown}: no such field; known are ${known.join(', ')}`)
}

function checkKind(kind: unknown): void {
  if (!REQUEST_FAULTS.some((known) => known === kind)) {
    throw invalidParameter(`kind: one of ${REQUEST_FAULTS.join(', ')}`)
  }
}

const wholeFrom = (least: number, value: unknown) => Number.isSafeInteger(value) && (value as number) >= least
