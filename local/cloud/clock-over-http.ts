import type { Clock } from './clock'
import { invalidParameter } from './database/errors'
import type { Timers } from './timers/timers'

/** What the clock shows, for tools on this machine. */
export interface ClockState {
  /** Epoch ms. */
  now: number
  frozen: boolean
  /** Deliveries of timers on the way of an `advance`, and how many of them failed. */
  fired?: number
  failed?: number
}

/**
 * `/admin/clock`: GET tells; POST takes one or more of `{freeze: true}`, `{resume: true}`, `{set: epochMs | "now"}`,
 * `{advance: ms}`, done in the order freeze, set, resume, advance. `advance` answers when every timer on its way has ended.
 * @throws PlatformError INVALID_PARAM; nothing has changed then
 */
export async function clockOverHttp(
  { clock, timers }: { clock: Clock; timers: Pick<Timers, 'advance'> },
  method: string,
  body: Record<string, unknown>,
): Promise<ClockState> {
  const state = (): ClockState => ({ now: clock.now(), frozen: clock.frozen() })
  if (method !== 'POST') return state()
  const { freeze, resume, set, advance } = checked(body)
  if (freeze) clock.freeze()
  if (set !== undefined) clock.set(set === 'now' ? Date.now() : set)
  if (resume) clock.resume()
  if (advance === undefined) return state()
  const runs = await timers.advance(advance)
  return { ...state(), fired: runs.length, failed: runs.filter(({ ok }) => !ok).length }
}

interface ClockChange {
  freeze?: true
  resume?: true
  set?: number | 'now'
  advance?: number
}

function checked(body: Record<string, unknown>): ClockChange {
  const names = Object.keys(body)
  const unknown = names.find((name) => !['freeze', 'resume', 'set', 'advance'].includes(name))
  if (unknown) throw invalidParameter(`${unknown}: no such field; known are freeze, resume, set, advance`)
  if (names.length === 0) throw invalidParameter('one of freeze, resume, set, advance is needed')
  const { freeze, resume, set, advance } = body
  for (const [name, value] of Object.entries({ freeze, resume })) {
    if (value !== undefined && value !== true) throw invalidParameter(`${name}: true`)
  }
  const isTime = (value: unknown) => typeof value === 'number' && Number.isFinite(value) && value >= 0
  if (set !== undefined && set !== 'now' && !isTime(set))
    throw invalidParameter('set: epoch milliseconds or "now"')
  if (advance !== undefined && !isTime(advance)) throw invalidParameter('advance: milliseconds, not negative')
  return body as ClockChange
}
