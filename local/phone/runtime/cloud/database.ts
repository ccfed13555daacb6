import { ApiFailure, callable } from '../api/call'
import { reportUnsupported } from '../report'
import { askCloud } from './call-function'
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

/** What of a query is not there; a client only reads and watches, the rest is done by cloud functions. */
const WITHOUT = ['count', 'add', 'update', 'remove', 'set', 'skip', 'field', 'aggregate', 'stopUpdate']

/** How a query gets to the cloud. */
interface Reach {
  cloudUrl: string | null
  socket: () => WatchSocket
}

/** A query under construction; each step gives a new one. */
function query(state: QueryState, reach: Reach): Record<string, unknown> {
  const made: Record<string, unknown> = {
    get: callable('collection.get', () => read(state, reach.cloudUrl)),
    where: (conditions: object) =>
      query({ ...state, query: toQuery(conditions) as Record<string, unknown> }, reach),
    doc: (id: string) => query({ ...state, query: { _id: id }, limit: 1 }, reach),
    orderBy: (field: string, direction: 'asc' | 'desc') =>
      query({ ...state, orderBy: [...state.orderBy, { field, direction }] }, reach),
    limit: (limit: number) => query({ ...state, limit }, reach),
    watch: (handlers: WatchHandlers) => {
      if (typeof handlers?.onChange !== 'function' || typeof handlers.onError !== 'function') {
        throw new Error('watch: onChange and onError are required')
      }
      return watchQuery(reach.socket(), wireOf(state), handlers)
    },
  }
  for (const name of WITHOUT) made[name] = missing(`collection.${name}`)
  return made
}

const wireOf = ({ orderBy, ...rest }: QueryState) => (orderBy.length > 0 ? { ...rest, orderBy } : rest)

async function read(state: QueryState, cloudUrl: string | null) {
  const answer = await askCloud(cloudUrl, '/client/database', wireOf(state))
  if (answer.errCode) {
    const text = (answer.errMsg ?? '').replace(/^(collection|database)\.get:fail\s*/, '')
    throw new ApiFailure(text, { errCode: answer.errCode, requestID: answer.requestID })
  }
  return { data: answer.data }
}

/** wx.cloud.database(): reads and watches. */
export function createDatabase(cloudUrl: string | null) {
  let shared: WatchSocket | null = null
  const socket = () => {
    if (!cloudUrl) throw new ApiFailure('the local phone was started without a cloud')
    shared ??= createWatchSocket(cloudUrl)
    return shared
  }
  return {
    command,
    collection: (collection: string) => query({ collection, query: {}, orderBy: [] }, { cloudUrl, socket }),
    serverDate: missing('db.serverDate'),
    RegExp: missing('db.RegExp'),
    Geo: new Proxy({}, { get: (_, name) => missing(`db.Geo.${String(name)}`) }),
  }
}
