import { performance } from 'node:perf_hooks'
import type { Clock } from '../clock'
import { nothingSpent, type Spent } from '../cost/meter'
import type { Identity } from '../identity'
import type { FunctionCall } from './event'

/** One invocation of a function, running or over; no openid in clear. */
export interface InvocationRecord extends Spent {
  requestId: string
  /** Epoch milliseconds of the cloud's clock. */
  at: number
  function: string
  /** The text field `action` of the call's data, or the name of the timer, when there is one. */
  action?: string
  /** How many invocations of this function and action began before it, see Faults. */
  ordinal: number
  openidHash: string | null
  /** The chain of callers, e.g. "wx_client,scf". */
  source: string
  ok: boolean
  /** The platform's error code. */
  code?: string
}

/** The log of invocations: the last 1000 that are over, and those under way. */
export interface Invocations {
  begin(call: FunctionCall, requestId: string, ordinal: number): InvocationRecord
  /** Undefined when it is over, or was none. */
  running(requestId: string | undefined): InvocationRecord | undefined
  /** @param error what the caller got instead of an answer */
  end(record: InvocationRecord, error?: unknown): void
  /** Those that are over, in the order of their ends. */
  list(): InvocationRecord[]
}

const KEPT = 1000

export function createInvocations(
  clock: Clock,
  identity: Identity,
  log: (line: string) => void,
): Invocations {
  const running = new Map<string, { record: InvocationRecord; started: number }>()
  const over: InvocationRecord[] = []
  return {
    begin({ name, data, openid, source }, requestId, ordinal) {
      const record: InvocationRecord = {
        requestId,
        at: clock.now(),
        function: name,
        action: actionOf(data),
        ordinal,
        openidHash: identity.hash(openid),
        source,
        ...nothingSpent(),
        ok: false,
      }
      running.set(requestId, { record, started: performance.now() })
      return record
    },
    running: (requestId) => (requestId ? running.get(requestId)?.record : undefined),
    end(record, error) {
      const { requestId } = record
      record.ms = Math.round((performance.now() - running.get(requestId)!.started) * 10) / 10
      if (error) record.code = (error as { code?: string }).code ?? 'CONNECTION_DROPPED'
      running.delete(requestId)
      over.push(record)
      if (over.length > KEPT) over.shift()
      log(lineOf(record, error))
    },
    list: () => [...over],
  }
}

/**
 * Apps name what they want in a field `action`; a timer's event has the trigger's name; where there is neither, the
 * function is one action.
 */
export function actionOf(data: unknown): string | undefined {
  if (data === null || typeof data !== 'object') return undefined
  const { action, Type, TriggerName } = data as Record<string, unknown>
  const name = action ?? (Type === 'Timer' ? TriggerName : undefined)
  return typeof name === 'string' ? name : undefined
}

function lineOf(record: InvocationRecord, error: unknown): string {
  const { function: name, action, requestId, openidHash, source, ms, databaseRequests, code } = record
  const what = action ? `${name}.${action}` : name
  const end = error ? `${code}: ${(error as Error).message}` : 'ok'
  return `[${what} ${requestId}] ${openidHash ?? 'nobody'} ${source}, ${ms} ms, ${databaseRequests} database requests, ${end}`
}
