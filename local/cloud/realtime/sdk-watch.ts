import { randomUUID } from 'node:crypto'
import type { ClientQuery } from '../client/query'
import { PlatformError } from '../platform-error'
import { sdkEvents, type SdkEvent } from './sdk-event'
import type { Watches } from './watches'

/** The SDK tries for 50 seconds to come back. */
const HELD_MS = 120_000
/** Snapshots kept for who comes back; who missed more must watch anew. */
const KEPT = 1000

export interface SdkWatch {
  queryID: string
  /** What the watch began with. */
  first: Events
  /** Id of the last snapshot. */
  lastEvent(): number
  /** Forgets what is known to have arrived. */
  arrived(eventID: number): void
  /**
   * What came after `eventID`, for a socket that takes over.
   * @throws PlatformError when it was not kept, or the error by which the watch ended meanwhile
   */
  takeOver(eventID: number, reader: Reader): Events
  /** The socket of this reader is gone: what comes is kept for a while. Does nothing when another took over. */
  leave(reader: Reader): void
  close(): void
}
export interface Events {
  queryID: string
  currEvent: number
  events: SdkEvent[]
}
export interface Reader {
  next(events: Events): void
  /** The watch has ended. */
  failed(error: unknown): void
}

export const unknownQuery = () =>
  new PlatformError('QUERYID_INVALID_ERROR', 'the watch is over or was away too long; watch anew')

/**
 * A watch of a server SDK. It outlives its socket: snapshots stay here until they are known to have arrived, so a
 * reader who comes back hears each exactly once.
 * @param gone called once when nobody can come back to it any more
 * @throws PlatformError when the query cannot be watched
 */
export function openSdkWatch(
  watches: Watches,
  query: ClientQuery,
  firstReader: Reader,
  gone: (queryID: string) => void,
): SdkWatch {
  const queryID = randomUUID()
  let reader: Reader | undefined = firstReader
  let kept: { id: number; events: SdkEvent[] }[] = []
  let last = 0
  let first: Events | undefined
  let ended: { error: unknown } | undefined
  let expiry: NodeJS.Timeout | undefined

  const close = () => {
    clearTimeout(expiry)
    stop()
    gone(queryID)
  }
  const stop = watches.open(
    query,
    {
      snapshot({ docChanges }) {
        const events = sdkEvents(docChanges, ++last)
        const message = { queryID, currEvent: last, events }
        if (!first) return void (first = message)
        kept.push({ id: last, events })
        if (kept.length > KEPT) kept.shift()
        reader?.next(message)
      },
      failed(error) {
        ended = { error }
        if (!reader) return
        reader.failed(error)
        close()
      },
    },
    'database.watch',
  )

  const arrived = (eventID: number) => {
    kept = kept.filter(({ id }) => id > eventID)
  }
  return {
    queryID,
    first: first!,
    lastEvent: () => last,
    arrived,
    takeOver(eventID, newReader) {
      const known = eventID <= last && eventID >= (kept[0]?.id ?? last + 1) - 1
      if (ended || !known) {
        close()
        throw ended ? ended.error : unknownQuery()
      }
      arrived(eventID)
      clearTimeout(expiry)
      reader = newReader
      return { queryID, currEvent: last, events: kept.flatMap(({ events }) => events) }
    },
    leave(leaving) {
      if (reader !== leaving) return
      reader = undefined
      expiry = setTimeout(close, HELD_MS).unref()
    },
    close,
  }
}
