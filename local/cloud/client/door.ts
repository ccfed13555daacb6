import { randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import type { Clock } from '../clock'
import type { Database } from '../database/database'
import { invalidParameter } from '../database/errors'
import { ConnectionDropped } from '../faults/connection-dropped'
import type { Functions } from '../functions/functions'
import type { WeChat } from '../openapi/wechat'
import type { WatchSockets } from '../realtime/socket'
import type { Access } from '../rules/access'
import type { Storage } from '../storage/storage'
import { readBody } from '../wire/body'
import { textField, type Fields } from '../wire/fields'
import type { RequestLog } from '../wire/request-log'
import { clientError } from './errors'
import { fileRoutes } from './files'
import { clientGet, clientQuery } from './query'
import { subscriptionAnswer, subscriptionQuestion, subscriptionSettings } from './subscriptions'

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
    api: 'database.get',
    async run({ database, access, clock, requestLog }, fields, openid) {
      if (fields.action !== undefined && fields.action !== 'get') {
        throw invalidParameter(`a phone may only read, not ${textField(fields, 'action')}`)
      }
      const collection = textField(fields, 'collection')
      const [data] = await requestLog.measure({ action: 'client.get', collection }, () =>
        clientGet(clientQuery(fields, openid, access, clock.now()), database),
      )
      return { data, requestID: randomUUID() }
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
