import { ApiFailure, callable } from '../api/call'
import { aggregate, expressions } from './aggregate'
import { askCloud } from './call-function'
import { command, toQuery } from './command'
import { createWatchSocket, type WatchSocket } from './watch-socket'
import { toUpdate, updateCommand } from './update'
import { databaseRegExp, fromWire, Geo, ServerDate } from './values'
import { watchQuery, type WatchHandlers } from './watch'

interface QueryState {
  collection: string
  query: Record<string, unknown>
  orderBy: { field: string; direction: 'asc' | 'desc' }[]
  limit?: number
  skip?: number
  field?: Record<string, boolean>
}

/** How a query gets to the cloud. */
interface Reach {
  cloudUrl: string | null
  socket: () => WatchSocket
}

type Given = { data?: Record<string, unknown> }

const wireOf = ({ orderBy, ...rest }: QueryState) => (orderBy.length > 0 ? { ...rest, orderBy } : rest)

/** An action of the database, in both of the platform's styles. @param api its name in errMsg */
function action<Input extends object>(
  api: string,
  state: QueryState,
  { cloudUrl }: Reach,
  facts: (given: Input) => object,
  result: (answer: Record<string, unknown>) => unknown = ({ requestID: _, ...rest }) => rest,
) {
  return callable<Input>(api, async (given) => {
    const answer = await askCloud(cloudUrl, '/client/database', { ...wireOf(state), ...facts(given) })
    if (answer.errCode) {
      const text = (answer.errMsg ?? '').replace(/^\w+(\.\w+)?:fail\s*/, '')
      throw new ApiFailure(text, { errCode: answer.errCode, requestID: answer.requestID })
    }
    return result(fromWire(answer) as Record<string, unknown>)
  })
}

function dataOf({ data }: Given): Record<string, unknown> {
  if (!data || typeof data !== 'object')
    throw new ApiFailure('parameter error: parameter.data should be object', { errCode: -401002 })
  return data
}

function watchOf(state: QueryState, reach: Reach) {
  return (handlers: WatchHandlers) => {
    if (typeof handlers?.onChange !== 'function' || typeof handlers.onError !== 'function') {
      throw new Error('watch: onChange and onError are required')
    }
    return watchQuery(reach.socket(), wireOf(state), handlers)
  }
}

/** A query under construction; each step gives a new one. */
function query(state: QueryState, reach: Reach): Record<string, unknown> {
  const with_ = (more: Partial<QueryState>) => query({ ...state, ...more }, reach)
  const act = <Input extends object>(name: string, facts: (given: Input) => object = () => ({})) =>
    action<Input>(`collection.${name}`, state, reach, (given) => ({ action: name, ...facts(given) }))
  return {
    where: (conditions: object) => with_({ query: toQuery(conditions) as Record<string, unknown> }),
    orderBy: (field: string, direction: 'asc' | 'desc') =>
      with_({ orderBy: [...state.orderBy, { field, direction }] }),
    limit: (limit: number) => with_({ limit }),
    skip: (skip: number) => with_({ skip }),
    field: (field: Record<string, boolean>) => with_({ field }),
    get: action(
      'collection.get',
      state,
      reach,
      () => ({}),
      ({ data }) => ({ data }),
    ),
    count: act('count'),
    update: act<Given>('update', (given) => ({ data: toUpdate(dataOf(given)) })),
    remove: act('remove'),
    watch: watchOf(state, reach),
  }
}

/** One document by its id. */
function document(collection: string, id: string | number, reach: Reach, field?: Record<string, boolean>) {
  const state: QueryState = {
    collection,
    query: { _id: id },
    orderBy: [],
    limit: 1,
    ...(field ? { field } : {}),
  }
  const act = <Input extends object>(name: string, facts: (given: Input) => object = () => ({})) =>
    action<Input>(`document.${name}`, state, reach, (given) => ({ action: name, ...facts(given) }))
  return {
    field: (shown: Record<string, boolean>): unknown => document(collection, id, reach, shown),
    get: action(
      'document.get',
      state,
      reach,
      () => ({}),
      ({ data }) => {
        const [found] = data as unknown[]
        if (!found)
          throw new ApiFailure(`cannot find document with _id ${id}, please make sure that it exists`)
        return { data: found }
      },
    ),
    set: act<Given>('set', (given) => ({ data: toQuery(dataOf(given)) })),
    update: act<Given>('update', (given) => ({ data: toUpdate(dataOf(given)) })),
    remove: act('remove'),
    watch: watchOf(state, reach),
  }
}

/** wx.cloud.database(): what a phone may do, as its collections' rules say. */
export function createDatabase(cloudUrl: string | null) {
  let shared: WatchSocket | null = null
  const socket = () => {
    if (!cloudUrl) throw new ApiFailure('the local phone was started without a cloud')
    shared ??= createWatchSocket(cloudUrl)
    return shared
  }
  const reach: Reach = { cloudUrl, socket }
  return {
    command: { ...command, ...updateCommand, aggregate: expressions },
    collection: (collection: string) => {
      const state: QueryState = { collection, query: {}, orderBy: [] }
      return {
        ...query(state, reach),
        doc: (id: string | number) => document(collection, id, reach),
        add: action<Given>('collection.add', state, reach, (given) => ({
          action: 'add',
          data: toQuery(dataOf(given)),
        })),
        aggregate: () =>
          aggregate((stages) =>
            action('collection.aggregate', state, reach, () => ({ action: 'aggregate', stages }))(),
          ),
      }
    },
    serverDate: (given?: { offset?: number }) => new ServerDate(given),
    RegExp: databaseRegExp,
    Geo,
  }
}
