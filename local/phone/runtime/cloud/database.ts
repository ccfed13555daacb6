import { ApiFailure } from '../api/call'
import { reportUnsupported } from '../report'
import { command, toQuery } from './command'
import { createWatchSocket, type WatchSocket } from './watch-socket'
import { watchQuery, type WatchHandlers } from './watch'

interface QueryState {
  collection: string
  query: Record<string, unknown>
  orderBy: { field: string; direction: 'asc' | 'desc' }[]
  limit?: number
}

function missing(name: string) {
  return () => {
    reportUnsupported(name)
    const errMsg = `${name}:fail not supported`
    return Promise.reject(Object.assign(new Error(errMsg), { errMsg, errCode: -1 }))
  }
}

/** What of a query is not there; a client only watches, the rest is done by cloud functions. */
const WITHOUT = ['get', 'count', 'add', 'update', 'remove', 'set', 'skip', 'field', 'aggregate', 'stopUpdate']

/** A query under construction; each step gives a new one. */
function query(state: QueryState, socket: () => WatchSocket): Record<string, unknown> {
  const made: Record<string, unknown> = {
    where: (conditions: object) =>
      query({ ...state, query: toQuery(conditions) as Record<string, unknown> }, socket),
    doc: (id: string) => query({ ...state, query: { _id: id }, limit: 1 }, socket),
    orderBy: (field: string, direction: 'asc' | 'desc') =>
      query({ ...state, orderBy: [...state.orderBy, { field, direction }] }, socket),
    limit: (limit: number) => query({ ...state, limit }, socket),
    watch: (handlers: WatchHandlers) => {
      if (typeof handlers?.onChange !== 'function' || typeof handlers.onError !== 'function') {
        throw new Error('watch: onChange and onError are required')
      }
      const { orderBy, ...rest } = state
      return watchQuery(socket(), orderBy.length > 0 ? { ...rest, orderBy } : rest, handlers)
    },
  }
  for (const name of WITHOUT) made[name] = missing(`collection.${name}`)
  return made
}

/** wx.cloud.database(): watches only. */
export function createDatabase(cloudUrl: string | null) {
  let shared: WatchSocket | null = null
  const socket = () => {
    if (!cloudUrl) throw new ApiFailure('the local phone was started without a cloud')
    shared ??= createWatchSocket(cloudUrl)
    return shared
  }
  return {
    command,
    collection: (collection: string) => query({ collection, query: {}, orderBy: [] }, socket),
    serverDate: missing('db.serverDate'),
    RegExp: missing('db.RegExp'),
    Geo: new Proxy({}, { get: (_, name) => missing(`db.Geo.${String(name)}`) }),
  }
}
