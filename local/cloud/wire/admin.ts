import type { Clock } from '../clock'
import { documentsWritten, type CostMeter } from '../cost/meter'
import type { Database } from '../database/database'
import { duplicateWrite, isDuplicateKey } from '../database/errors'
import { ConnectionDropped } from '../faults/connection-dropped'
import type { Faults } from '../faults/faults'
import { suffer } from '../faults/suffer'
import type { Functions } from '../functions/functions'
import type { InvocationRecord } from '../functions/invocations'
import type { Identity } from '../identity'
import type { WeChat } from '../openapi/wechat'
import { answerOpenApi } from '../openapi/wire'
import { PlatformError } from '../platform-error'
import type { SdkWatchSockets } from '../realtime/sdk-socket'
import type { Timers } from '../timers/timers'
import { storageActions } from '../storage/actions'
import type { Storage } from '../storage/storage'
import type { Body } from './body'
import { databaseActions } from './database-actions'
import { textField } from './fields'
import type { OneAtATime } from './one-at-a-time'
import type { DatabaseRequest, RequestLog } from './request-log'

export interface AdminServices {
  database: Database
  storage: Storage
  /** Where the state lies; absent: in memory. */
  dataDir?: string
  functions: Functions
  faults: Faults
  identity: Identity
  clock: Clock
  timers: Timers
  meter: CostMeter
  requestLog: RequestLog
  transactions: OneAtATime
  sdkWatches: SdkWatchSockets
  /** Which of the two known shapes a duplicate key has. */
  duplicateKey: DuplicateKeyShape
  nestedOpenid: NestedOpenid
  wechat: WeChat
  /** What a program must know to use this cloud, as a caller or as nobody. */
  identityFor(openid: string | undefined): object
}

/** Does a function called by a function learn the person's openid? */
export type NestedOpenid = 'kept' | 'absent'
export type DuplicateKeyShape = 'request-failed' | 'duplicate-write'

/** What goes back: JSON, with the invocation that pays for it, or the bytes of an open API's answer. */
export type AdminReply =
  { json: object; cost?: DatabaseRequest; invocation?: InvocationRecord } | { bytes: Uint8Array }

/**
 * Answers one request of the server SDKs.
 * @param source the chain of callers the SDK says it stands in (header X-TCB-Source)
 * @param gone tells when the caller has hung up
 * @throws PlatformError, ConnectionDropped
 */
export async function answerAdmin(
  services: AdminServices,
  body: Body,
  source: string,
  gone: AbortSignal,
): Promise<AdminReply> {
  const { fields, files } = body
  const action = textField(fields, 'action')
  const { functions, faults } = services
  const caller = services.identity.read(fields.wxCloudApiToken)
  if (caller.invocation && functions.wasKilled(caller.invocation)) throw new ConnectionDropped(action)

  if (Object.hasOwn(databaseActions, action)) {
    const invocation = functions.running(caller.invocation)
    if (invocation) invocation.databaseRequests++
    const collection = typeof fields.collectionName === 'string' ? fields.collectionName : ''
    const what = { action, collection, invocation: invocation?.requestId }
    const apply = async (): Promise<AdminReply> => {
      const answer = () => databaseActions[action]!(services.database, fields, services.clock.now())
      const [json, cost] = await services.requestLog.measure(what, () =>
        services.transactions.run(fields.transactionId, answer),
      )
      if (invocation) {
        invocation.documentsRead += cost.examined
        invocation.documentsWritten += documentsWritten(json)
      }
      return { json, cost, invocation }
    }
    const fault = invocation && faults.atRequest({ ...invocation, request: invocation.databaseRequests })
    try {
      if (!fault) return await apply()
      return await suffer(fault, apply, (detail) => functions.kill(invocation.requestId, detail), gone)
    } catch (error) {
      throw isDuplicateKey(error) && services.duplicateKey === 'duplicate-write' ? duplicateWrite() : error
    }
  }
  if (Object.hasOwn(storageActions, action)) {
    return { json: { data: await storageActions[action]!(services.storage, fields) } }
  }
  if (action === 'functions.invokeFunction') {
    const data = readRequestData(fields.request_data ?? '{}')
    const openid = caller.function && services.nestedOpenid === 'absent' ? undefined : caller.openid
    const call = { name: textField(fields, 'function_name'), data, openid, source }
    const { text } = await functions.invoke(call)
    return { json: { data: { response_data: text } } }
  }
  if (action === 'wx.openApi') {
    const name = textField(fields, 'apiName')
    const data = files.requestData ?? new Uint8Array()
    const permitted = !caller.function || functions.allows(caller.function, name)
    return { bytes: answerOpenApi({ name, data, permitted }, services.wechat.facts(name)) }
  }
  if (action === 'auth.wsWebSign') return { json: { data: services.sdkWatches.sign() } }
  throw new PlatformError('OPERATION_NOT_SUPPORTED', `the local cloud does not support ${action} yet`)
}

function readRequestData(text: unknown): unknown {
  try {
    return JSON.parse(String(text))
  } catch {
    throw new PlatformError('INVALID_PARAM', 'request_data is not JSON')
  }
}
