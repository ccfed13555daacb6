import { PlatformError } from '../platform-error'
import { ConnectionDropped } from './connection-dropped'
import type { RequestFault } from './kinds'

/**
 * Applies a database request under a fault.
 * @param apply does what was asked
 * @param kill ends the function that asked
 * @param gone tells when the asker has hung up
 * @throws PlatformError for 'fail'; ConnectionDropped when no answer goes out
 */
export async function suffer<T>(
  fault: { kind: RequestFault; holdMs?: number },
  apply: () => Promise<T>,
  kill: (detail: string) => void,
  gone: AbortSignal,
): Promise<T> {
  switch (fault.kind) {
    case 'fail':
      throw new PlatformError('DATABASE_REQUEST_FAILED', '[FailedOperation] fault on demand: not applied')
    case 'timeout':
      await silence(fault.holdMs, gone)
      break
    case 'lostAnswer':
      await ignored(apply)
      break
    case 'killBefore':
      kill('killed on demand before its database request was applied')
      break
    case 'killAfter':
      await ignored(apply)
      kill('killed on demand after its database request was applied')
  }
  throw new ConnectionDropped('database')
}

/** Nobody hears whether it went well. */
const ignored = (apply: () => Promise<unknown>) => apply().catch(() => {})

function silence(ms: number | undefined, gone: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = ms === undefined ? undefined : setTimeout(done, ms)
    function done() {
      clearTimeout(timer)
      gone.removeEventListener('abort', done)
      resolve()
    }
    if (gone.aborted) done()
    else gone.addEventListener('abort', done)
  })
}
