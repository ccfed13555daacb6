import { createHash } from 'node:crypto'
import {
  CALL_FAULTS,
  checkPlan,
  checkRandom,
  REQUEST_FAULTS,
  type CallFault,
  type Plan,
  type RandomFaults,
  type RequestFault,
} from './kinds'

export type { CallFault, Plan, RandomFaults, RequestFault } from './kinds'

/** One database request of an invocation, as plans see it. */
export interface RequestPlace {
  requestId: string
  function: string
  action?: string
  /** How many invocations of this function and action began before it since the last `random` or `clear`. */
  ordinal: number
  /** Which database request of the invocation, from 1. */
  request: number
}

/** A fault that has happened. */
export interface InjectedFault extends Omit<RequestPlace, 'ordinal'> {
  kind: RequestFault
}

/** How often each has happened since the last `clear`. */
export interface FaultCounts {
  requests: Record<RequestFault, number>
  calls: Record<CallFault, number>
  timersTwice: number
  /** killBefore and killAfter together. */
  kills: number
}

export interface FaultState {
  plans: Plan[]
  random: RandomFaults | null
  functions: Record<string, CallFault>
  timersTwice: boolean
  counts: FaultCounts
  /** The last 1000, oldest first. */
  injected: InjectedFault[]
}

/**
 * Faults on demand. None reads a clock or true chance: the same plans and the same calls in the same order
 * give the same faults, so a replay with a clock of its own can drive them.
 */
export interface Faults {
  /** @throws PlatformError INVALID_PARAM */
  plan(plan: Plan): void
  /** Replaces the former; null ends it. @throws PlatformError INVALID_PARAM */
  random(random: RandomFaults | null): void
  /** Until null. */
  breakFunction(name: string, how: CallFault | null): void
  /** Every timer fires twice while this is true. */
  timersTwice: boolean
  /** No faults, counts from zero. */
  clear(): void
  state(): FaultState
  /** The fault that befalls this request, and counts it. */
  atRequest(place: RequestPlace): { kind: RequestFault; holdMs?: number } | undefined
  /** The fault that befalls this call, and counts it. */
  atCall(name: string): CallFault | undefined
  /** The next ordinal of a function's action. */
  ordinal(name: string, action: string | undefined): number
  /** Asked at each firing of a timer: does it fire twice? Counts it. */
  atTimer(): boolean
}

/** What tests, tools and the desk turn. */
export type FaultControls = Pick<
  Faults,
  'plan' | 'random' | 'breakFunction' | 'timersTwice' | 'clear' | 'state'
>

const KEPT = 1000

export function createFaults(): Faults {
  let plans: { plan: Plan; left: number }[] = []
  let random: RandomFaults | null = null
  let injected: InjectedFault[] = []
  let counts = noCounts()
  const broken = new Map<string, CallFault>()
  const begun = new Map<string, number>()

  const planned = (place: RequestPlace) => {
    const hit = plans.find(
      ({ plan }) =>
        plan.request === place.request &&
        (plan.function === undefined || plan.function === place.function) &&
        (plan.action === undefined || plan.action === place.action),
    )
    if (hit && --hit.left === 0) plans = plans.filter((other) => other !== hit)
    return hit?.plan
  }
  const byChance = (place: RequestPlace) => {
    if (!random) return undefined
    const { seed, share, kinds = REQUEST_FAULTS, holdMs } = random
    const [first, second] = chances(seed, place)
    return first < share ? { kind: kinds[Math.floor(second * kinds.length)]!, holdMs } : undefined
  }

  return {
    timersTwice: false,
    plan(plan) {
      const checked = { ...checkPlan(plan) }
      plans.push({ plan: checked, left: checked.times ?? 1 })
    },
    random(next) {
      random = next && { ...checkRandom(next) }
      begun.clear() // the seed alone decides, not what was called before it was set
    },
    breakFunction(name, how) {
      if (how) broken.set(name, how)
      else broken.delete(name)
    },
    clear() {
      plans = []
      random = null
      injected = []
      counts = noCounts()
      broken.clear()
      begun.clear()
      this.timersTwice = false
    },
    state() {
      return {
        plans: plans.map(({ plan, left }) => ({ ...plan, times: left })),
        random,
        functions: Object.fromEntries(broken),
        timersTwice: this.timersTwice,
        counts: structuredClone(counts),
        injected: [...injected],
      }
    },
    atRequest(place) {
      const fault = planned(place) ?? byChance(place)
      if (!fault) return undefined
      const { kind, holdMs } = fault
      counts.requests[kind]++
      if (kind === 'killBefore' || kind === 'killAfter') counts.kills++
      const { requestId, function: name, action, request } = place
      injected.push({ requestId, function: name, action, request, kind })
      if (injected.length > KEPT) injected.shift()
      return { kind, holdMs }
    },
    atCall(name) {
      const how = broken.get(name)
      if (how) counts.calls[how]++
      return how
    },
    ordinal(name, action) {
      const key = `${name}.${action ?? ''}`
      const ordinal = begun.get(key) ?? 0
      begun.set(key, ordinal + 1)
      return ordinal
    },
    atTimer() {
      if (this.timersTwice) counts.timersTwice++
      return this.timersTwice
    },
  }
}

function noCounts(): FaultCounts {
  const zero = <Name extends string>(names: readonly Name[]) =>
    Object.fromEntries(names.map((name) => [name, 0])) as Record<Name, number>
  return { requests: zero(REQUEST_FAULTS), calls: zero(CALL_FAULTS), timersTwice: 0, kills: 0 }
}

/**
 * Two numbers from 0, below 1, that follow from the seed and the place alone: what other functions do at the
 * same time must not move a fault to another request.
 */
function chances(seed: number, { function: name, action, ordinal, request }: RequestPlace): [number, number] {
  const place = JSON.stringify([seed, name, action, ordinal, request])
  const hash = createHash('sha256').update(place).digest()
  return [hash.readUInt32BE(0) / 2 ** 32, hash.readUInt32BE(4) / 2 ** 32]
}
