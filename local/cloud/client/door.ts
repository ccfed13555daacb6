import { randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import type { Clock } from '../clock'
import type { Database } from '../database/database'
import { isPlainObject, readEjsonObject } from '../database/ejson'
import { invalidParameter } from '../database/errors'
import { compileProjection } from '../database/projection'
import { ConnectionDropped } from '../faults/connection-dropped'
import type { Functions } from '../functions/functions'
import type { WeChat } from '../openapi/wechat'
import type { WatchSockets } from '../realtime/socket'
import type { Access } from '../rules/access'
import type { Storage } from '../storage/storage'
import { readBody } from '../wire/body'
import { textField, type Fields } from '../wire/fields'
import type { RequestLog } from '../wire/request-log'
import { fixNow } from '../wire/now-variable'
import { forPhone } from './documents'
import { clientError } from './errors'
import { fileRoutes } from './files'
import { clientGet, clientQuery } from './query'
import { subscriptionAnswer, subscriptionQuestion, subscriptionSettings } from './subscriptions'
import { clientWrites } from './writes'

/** What a phone can do. The openid comes from whoever plays WeChat, never from the app's data. */
export interface ClientDoor {
  /** @returns undefined when there is no such path */
  answer(path: string, request: IncomingMessage): Promise<object | undefined>
  watch(request: IncomingMessage, socket: Duplex, head: Buffer, openid: string | undefined): void
}

export interface ClientServices {
  database: Database
  functions: Functions
  access: Access
  storage: Storage
  wechat: WeChat
  sockets: WatchSockets
  requestLog: RequestLog
  clock: Clock
  /** Called for everybody who comes by. */
  seen(openid: string): unknown
}

// The platform refuses larger texts from a phone.
const CLIENT_LIMIT = 100 * 1024

type Route = {
  api: string
  run(services: ClientServices, fields: Fields, openid?: string): Promise<object> | object
}

type DatabaseAction = (services: ClientServices, fields: Fields, openid?: string) => Promise<object>

const databaseActions: Record<string, DatabaseAction> = {
  async get({ database, access, clock }, fields, openid) {
    const projection = isPlainObject(fields.field) ? compileProjection(fields.field) : undefined
    const list = await clientGet(clientQuery(fields, openid, access, clock.now()), database, projection)
    return { data: list.map(forPhone) }
  },
  async count({ database, access, clock }, fields, openid) {
    const { collection, find } = clientQuery(fields, openid, access, clock.now())
    return { total: await database.count(collection, find.filter.condition) }
  },
  /** What the first $match asks for is what the rule looks at. */
  async aggregate({ database, access, clock }, fields, openid) {
    if (!Array.isArray(fields.stages)) throw invalidParameter('stages must be a list')
    const stages = fields.stages.map((stage) =>
      fixNow(readEjsonObject(JSON.stringify(stage), 'stage', clock.now()), clock.now()),
    )
    const collection = textField(fields, 'collection')
    access.reader(collection, isPlainObject(stages[0]?.$match) ? stages[0].$match : {}, openid)
    return { list: (await database.aggregate(collection, stages)).map(forPhone) }
  },
  ...clientWrites,
}

const ROUTES: Record<string, Route> = {
  ...fileRoutes,
  '/client/function': {
    api: 'cloud.callFunction',
    async run({ functions }, { name, data }, openid) {
      if (typeof name !== 'string') throw invalidParameter('name of the function is missing')
      const { text, requestId } = await functions.invoke({ name, data, openid, source: 'wx_client' })
      return { result: JSON.parse(text) as unknown, requestID: requestId }
    },
  },
  '/client/database': {
    api: 'database',
    async run(services, fields, openid) {
      const action = fields.action === undefined ? 'get' : textField(fields, 'action')
      const run = Object.hasOwn(databaseActions, action) ? databaseActions[action] : undefined
      if (!run) throw invalidParameter(`a phone has no ${action}`)
      const [answer] = await services.requestLog.measure(
        { action: `client.${action}`, collection: textField(fields, 'collection') },
        () => run(services, fields, openid),
      )
      return { ...answer, requestID: randomUUID() }
    },
  },
  '/client/phone-code': {
    api: 'getPhoneNumber',
    run({ wechat }, _fields, openid) {
      return { code: wechat.phoneCodes.mint(known(openid)) }
    },
  },
  '/client/subscription-question': {
    api: 'requestSubscribeMessage',
    run: ({ wechat }, fields, openid) => subscriptionQuestion(wechat, fields, known(openid)),
  },
  '/client/subscription-answer': {
    api: 'requestSubscribeMessage',
    run: ({ wechat }, fields, openid) => subscriptionAnswer(wechat, fields, known(openid)),
  },
  '/client/subscription-settings': {
    api: 'getSetting',
    run: ({ wechat }, fields, openid) => subscriptionSettings(wechat, fields, known(openid)),
  },
}

function known(openid: string | undefined): string {
  if (!openid) throw invalidParameter('x-wx-openid is missing')
  return openid
}

export function createClientDoor(services: ClientServices): ClientDoor {
  return {
    async answer(path, request) {
      const route = Object.hasOwn(ROUTES, path) ? ROUTES[path] : undefined
      if (!route) return undefined
      const given = request.headers['x-wx-openid']
      const openid = typeof given === 'string' && given !== '' ? given : undefined
      if (openid) services.seen(openid)
      try {
        const { fields } = await readBody(request, CLIENT_LIMIT)
        return await route.run(services, fields, openid)
      } catch (error) {
        if (error instanceof ConnectionDropped) throw error
        return clientError(route.api, error)
      }
    },
    watch(request, socket, head, openid) {
      if (openid) services.seen(openid)
      services.sockets.upgrade(request, socket, head, openid)
    },
  }
}
