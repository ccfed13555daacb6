import { randomBytes } from 'node:crypto'
import type { WebSocket } from 'ws'
import { sortOf } from '../client/query'
import type { Clock } from '../clock'
import { isPlainObject } from '../database/ejson'
import { invalidParameter } from '../database/errors'
import { PlatformError } from '../platform-error'
import { countField, filterField, textField, type Fields } from '../wire/fields'
import { openSdkWatch, unknownQuery, type Reader, type SdkWatch } from './sdk-watch'
import { createSocketServer, type SocketServer } from './socket-server'
import type { Watches } from './watches'

/** As much as any request of the SDKs may have. */
const MAX_MESSAGE_BYTES = 20 * 1024 * 1024

export const SDK_WATCH_PATH = '/admin/watch'

export interface SdkWatchSockets extends SocketServer<[]> {
  /** The answer to `auth.wsWebSign`: where to watch, and the signature to log in with. */
  sign(): object
}

/**
 * The server SDKs' door to watches (realtime of @cloudbase/database): they ask as administrators, so no rule is
 * looked at. A socket need not log in: the SDK believes a new one logged in when it opens while the last one closes,
 * and a refusal would reach onError of a watch that is well.
 * @param url of this cloud, known once it listens
 */
export function createSdkWatchSockets(
  watches: Watches,
  clock: Clock,
  envId: string,
  url: () => string,
): SdkWatchSockets {
  const signature = randomBytes(16).toString('hex')
  const all = new Map<string, SdkWatch>()

  const serve = (socket: WebSocket) => {
    /** The watches of this socket, by the names the SDK gave them. */
    const open = new Map<string, { watch: SdkWatch; reader: Reader }>()
    const send = (watchId: unknown, requestId: unknown, msgType: string, msgData: unknown) => {
      if (socket.readyState === socket.OPEN)
        socket.send(JSON.stringify({ watchId, requestId, msgType, msgData }))
    }
    const fail = (watchId: unknown, requestId: unknown, error: unknown) => {
      const { code, message } =
        error instanceof PlatformError ? error : { code: 'SYS_ERR', message: String((error as Error).stack) }
      send(watchId, requestId, 'ERROR', { code, message })
    }
    const readerFor = (watchId: string): Reader => ({
      next: (events) => send(watchId, '', 'NEXT_EVENT', events),
      failed: (error) => (open.delete(watchId), fail(watchId, '', error)),
    })
    const closeWatch = (watchId: string) => {
      open.get(watchId)?.watch.close()
      open.delete(watchId)
    }
    const asked = (data: Fields): SdkWatch => {
      const watch = all.get(textField(data, 'queryID'))
      if (!watch) throw unknownQuery()
      return watch
    }

    /** @returns the type and the data of the answer */
    const answer = (type: unknown, message: Fields, data: Fields): [string, unknown] | undefined => {
      if (type === 'PING') return ['PONG', null]
      if (type === 'LOGIN') {
        const { signStr } = isPlainObject(message.exMsgData) ? message.exMsgData : {}
        if (signStr !== signature)
          throw new PlatformError('SIGN_INVALID_ERROR', 'signStr is not of this cloud')
        return ['LOGIN_RES', { envId }]
      }
      if (type === 'CHECK_LAST') {
        const watch = asked(data)
        watch.arrived(countField(data, 'eventID', 0))
        return ['CHECK_EVENT', { queryID: watch.queryID, currEvent: watch.lastEvent() }]
      }
      const watchId = textField(message, 'watchId')
      if (type === 'CLOSE_WATCH') return void closeWatch(watchId)
      const reader = readerFor(watchId)
      if (type === 'INIT_WATCH') {
        closeWatch(watchId)
        const watch = openSdkWatch(watches, queryOf(data, clock.now()), reader, (id) => all.delete(id))
        all.set(watch.queryID, watch)
        open.set(watchId, { watch, reader })
        return ['INIT_EVENT', watch.first]
      }
      if (type === 'REBUILD_WATCH') {
        const watch = asked(data)
        const missed = watch.takeOver(countField(data, 'eventID', 0), reader)
        open.set(watchId, { watch, reader })
        return ['NEXT_EVENT', missed]
      }
      throw invalidParameter(`unknown msgType ${String(type)}`)
    }

    socket.on('close', () => {
      for (const { watch, reader } of open.values()) watch.leave(reader)
    })
    socket.on('message', (text) => {
      let message: Fields = {}
      try {
        const parsed: unknown = JSON.parse(String(text))
        if (!isPlainObject(parsed)) throw invalidParameter('message must be an object')
        message = parsed
        const { msgType, msgData } = message
        const reply = answer(msgType, message, isPlainObject(msgData) ? msgData : {})
        if (reply) send(message.watchId, message.requestId, ...reply)
      } catch (error) {
        const why = error instanceof SyntaxError ? invalidParameter('message is not JSON') : error
        fail(message.watchId, message.requestId, why)
      }
    })
  }

  const server = createSocketServer(MAX_MESSAGE_BYTES, serve)
  return {
    ...server,
    sign: () => ({
      signStr: signature,
      wsUrl: url().replace('http', 'ws') + SDK_WATCH_PATH,
      secretVersion: '1',
      envId,
    }),
    close() {
      for (const watch of [...all.values()]) watch.close()
      server.close()
    },
  }
}

/** {collName, query?, orderBy?: {path: 'asc' | 'desc'}, limit?}; `query` is EJSON text, of where() packed twice. */
function queryOf(data: Fields, now: number) {
  const query = unpacked(data.query)
  return {
    collection: textField(data, 'collName'),
    find: {
      filter: filterField({ query }, now),
      sort: sortOf(data.orderBy),
      skip: 0,
      limit: countField(data, 'limit', 0) || undefined,
    },
    stillAllowed: () => true,
  }
}

/** @returns EJSON text; undefined: everything */
function unpacked(query: unknown): string | undefined {
  if (query === undefined) return undefined
  if (typeof query !== 'string') throw invalidParameter('query must be a text')
  if (!query.startsWith('"')) return query
  try {
    return String(JSON.parse(query)) || undefined
  } catch {
    throw invalidParameter('query is not JSON')
  }
}
