import { invalidParameter } from '../database/errors'
import type { FaultControls, FaultState } from './faults'
import { CALL_FAULTS, checkPlan, checkRandom, type CallFault, type Plan, type RandomFaults } from './kinds'

/**
 * `/admin/faults`: GET tells, DELETE clears, POST takes any of `{plan: {…} | […]}`, `{random: {…} | null}`,
 * `{timersTwice: true | false}`, `{function, how}`.
 * @throws PlatformError INVALID_PARAM; nothing of the body is in force then
 */
export function faultsOverHttp(
  faults: FaultControls,
  method: string,
  body: Record<string, unknown>,
): FaultState {
  if (method === 'DELETE') faults.clear()
  if (method === 'POST') for (const put of settingsOf(faults, body)) put()
  return faults.state()
}

function settingsOf(faults: FaultControls, body: Record<string, unknown>): (() => void)[] {
  const unknown = Object.keys(body).find((name) => !SETTINGS.includes(name))
  if (unknown) throw invalidParameter(`${unknown}: no such field; known are ${SETTINGS.join(', ')}`)
  const { plan, random, timersTwice, function: name, how } = body
  const puts: (() => void)[] = []
  if (plan !== undefined) {
    const plans = [plan].flat().map((each) => checkPlan(object('plan', each) as unknown as Plan))
    puts.push(() => plans.forEach((each) => faults.plan(each)))
  }
  if (random !== undefined) {
    const checked = random && checkRandom(object('random', random) as unknown as RandomFaults)
    puts.push(() => faults.random(checked as RandomFaults | null))
  }
  if (timersTwice !== undefined) {
    if (typeof timersTwice !== 'boolean') throw invalidParameter('timersTwice: true or false')
    puts.push(() => void (faults.timersTwice = timersTwice))
  }
  if (name !== undefined || how !== undefined) {
    if (typeof name !== 'string') throw invalidParameter('function: a name')
    if (how !== null && !CALL_FAULTS.some((known) => known === how)) {
      throw invalidParameter(`how: one of ${CALL_FAULTS.join(', ')}, or null`)
    }
    puts.push(() => faults.breakFunction(name, how as CallFault | null))
  }
  return puts
}

const SETTINGS = ['plan', 'random', 'timersTwice', 'function', 'how']

function object(name: string, value: unknown): object {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) {
    throw invalidParameter(`${name}: an object`)
  }
  return value
}
