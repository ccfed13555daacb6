import { performance } from 'node:perf_hooks'
import type { Clock } from '../clock'
import type { Identity } from '../identity'
import type { FunctionCall } from './event'

/** One invocation of a function, running or over; no openid in clear. */
export interface InvocationRecord {
  requestId: string
  /** Epoch milliseconds of the cloud's clock. */
  at: number
  function: string
  /** The text field `action` of the call's data, when there is one. */
  action?: string
  /** How many invocations of this function and action began before it, see Faults. */
  ordinal: number
  openidHash: string | null
  /** The chain of callers, e.g. "wx_client,scf". */
  source: string
  ms: number
  databaseRequests: number
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
        ms: 0,
        databaseRequests: 0,
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

/** Apps name what they want in a field `action`; where there is none, the function is one action. */
export function actionOf(data: unknown): string | undefined {
  const action = data !== null && typeof data === 'object' ? (data as { action?: unknown }).action : undefined
  return typeof action === 'string' ? action : undefined
}

function lineOf(record: InvocationRecord, error: unknown): string {
  const { function: name, action, requestId, openidHash, source, ms, databaseRequests, code } = record
  const what = action ? `${name}.${action}` : name
  const end = error ? `${code}: ${(error as Error).message}` : 'ok'
  return `[${what} ${requestId}] ${openidHash ?? 'nobody'} ${source}, ${ms} ms, ${databaseRequests} database requests, ${end}`
}
