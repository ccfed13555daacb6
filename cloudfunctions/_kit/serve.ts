/**
 * The way of every request: who → input → action → answer. Each area's index.ts hands its list of actions to `serve`.
 * Refusals become answers with a closed code; anything else becomes INTERNAL with an id that stands in the log, and
 * never a stack on the phone.
 */
import * as v from 'valibot'
import { AREAS, parseAreas, type AreaName } from '../../miniprogram/domain/areas'
import { CONTRACT_VERSION, type Action, type Answer } from '../../miniprogram/domain/contract/envelope'
import { whoCalls, type Actor } from './actor'
import { now } from './clock'
import { randomId } from './ids'
import { Refusal } from './refusal'

/** A caller who has agreed to the privacy text, and so is a person. */
export interface PersonActor extends Actor {
  personId: string
}

interface Request<Caller, Input> {
  actor: Caller
  input: Input
  /** The cloud's time of this request in ms: one reading, so that everything it writes agrees. */
  now: number
}

/** One action: who may call it at all, the shape of its input, and what it does. */
export type ActionSpec<Contract extends Action<unknown, unknown>> = {
  input: v.GenericSchema<unknown, Contract['input']>
} & (
  | { who: 'anyone'; run(request: Request<Actor, Contract['input']>): Promise<Contract['output']> }
  | { who: 'person'; run(request: Request<PersonActor, Contract['input']>): Promise<Contract['output']> }
)

/** Every action of an area's contract, none forgotten. */
export type ActionList<Contract> = {
  [Name in keyof Contract]: Contract[Name] extends Action<unknown, unknown>
    ? ActionSpec<Contract[Name]>
    : never
}

const callSchema = v.object({ action: v.string(), input: v.unknown(), contract: v.number() })

/** @returns the cloud function's `main` */
export function serve<Contract>(
  area: string,
  actions: ActionList<Contract>,
): (event: unknown) => Promise<Answer> {
  const list = actions as Record<string, ActionSpec<Action<unknown, unknown>>>
  return async (event) => {
    try {
      return { ok: true, data: await answer(area, list, event), now: now() }
    } catch (error) {
      if (error instanceof Refusal) return { ok: false, code: error.code, facts: error.facts, now: now() }
      if ((error as { code?: unknown }).code === 'DATABASE_TRANSACTION_CONFLICT')
        return { ok: false, code: 'BUSY', facts: {}, now: now() }
      const logId = randomId().slice(0, 8)
      console.error(JSON.stringify({ logId, area, error: String((error as Error)?.stack ?? error) }))
      return { ok: false, code: 'INTERNAL', facts: { logId }, now: now() }
    }
  }
}

async function answer(
  area: string,
  list: Record<string, ActionSpec<Action<unknown, unknown>>>,
  event: unknown,
): Promise<unknown> {
  const call = v.safeParse(callSchema, event)
  if (!call.success) throw new Refusal('BAD_INPUT')
  const { action: name, input: raw, contract } = call.output
  // Cloud code is good for one version back; older phones are told to restart, newer ones meet an old cloud mid-release.
  if (contract < CONTRACT_VERSION - 1) throw new Refusal('CLIENT_TOO_OLD')
  refuseWhenOff(area)
  if (!Object.prototype.hasOwnProperty.call(list, name)) throw new Refusal('UNKNOWN_ACTION')
  const action = list[name]!
  const actor = await whoCalls()
  const input = v.safeParse(action.input, raw)
  if (!input.success) throw new Refusal('BAD_INPUT', { field: v.getDotPath(input.issues[0]) ?? '' })
  if (action.who === 'anyone') return action.run({ actor, input: input.output, now: now() })
  if (!actor.personId || !actor.consented) throw new Refusal('CONSENT_NEEDED')
  return action.run({ actor: { ...actor, personId: actor.personId }, input: input.output, now: now() })
}

/** An area that is switched off answers nothing, so hiding its tab is not the only thing that keeps it closed. */
function refuseWhenOff(area: string): void {
  if (!AREAS.includes(area as AreaName)) return // people and duty belong to every deployment
  if (!areasOn().includes(area as AreaName)) throw new Refusal('AREA_OFF')
}

/** The areas of this deployment, from its AREAS variable. */
export function areasOn(): AreaName[] {
  return parseAreas(process.env.AREAS ?? '')
}
