import { randomBytes } from 'node:crypto'
import { clientError } from './client/errors'
import { createClientDoor } from './client/door'
import { createClock } from './clock'
import { createCostMeter } from './cost/meter'
import { openDatabase } from './database/database'
import { readSchema } from './database/schema'
import { addressEnvironment, callerEnvironment } from './environment'
import { ConnectionDropped } from './faults/connection-dropped'
import { createFaults } from './faults/faults'
import { createFunctions } from './functions/functions'
import { startGateway } from './gateway'
import { createIdentity } from './identity'
import type { CloudOptions, LocalCloud } from './local-cloud'
import { createWeChat } from './openapi/wechat'
import { sampleNumber } from './openapi/phone-codes'
import { createSdkWatchSockets } from './realtime/sdk-socket'
import { createWatchSockets } from './realtime/socket'
import { createWatches } from './realtime/watches'
import { createAccess } from './rules/access'
import { tellUrl } from './running'
import { createTimers } from './timers/timers'
import { openStorage } from './storage'
import { createOneAtATime } from './wire/one-at-a-time'
import { createRequestLog } from './wire/request-log'

export { IndexNotBuilt } from './database/catalog'
export type { CloudOptions, LocalCloud } from './local-cloud'
export type { Delivery } from './channels/deliveries'
export type { Clock } from './clock'
export type { FaultControls, FaultState, InjectedFault, Plan, RandomFaults } from './faults/faults'
export type { ActionCost } from './cost/meter'
export type { InvocationRecord } from './functions/invocations'
export type { TimerRun } from './timers/timers'
export type { DatabaseRequest } from './wire/request-log'

/**
 * Starts a local cloud.
 * @throws Error when the port or the data folder is taken or collections.json is wrong; IndexNotBuilt
 */
export async function startCloud(options: CloudOptions = {}): Promise<LocalCloud> {
  const log = options.log ?? (() => {})
  const clock = createClock({ dataDir: options.dataDir, ...options.clock })
  const identity = createIdentity(clock)
  const address = {
    adminUrl: '',
    envId: options.envId ?? 'local-env',
    appId: options.appId ?? 'wx-local-app',
    secretId: 'local-secret-id',
    secretKey: randomBytes(16).toString('hex'),
  }
  const schema = readSchema(options.configDir)
  const database = openDatabase(options.dataDir, schema, clock.now)
  const release: (() => unknown)[] = [() => database.close()]
  const stopAll = async () => {
    while (release.length) await release.pop()!()
  }
  try {
    clock.onMove(() => database.endOldTransactions())
    const access = createAccess(schema, database, clock)
    const { dataDir, configDir, appJson } = options
    const { envId } = address
    const origin = () => new URL(address.adminUrl).origin
    const storage = openStorage({
      dataDir,
      configDir,
      envId,
      clock,
      url: origin,
    })
    release.push(() => storage.close())
    const { functionsDir, functionEnv, functionInstances } = options
    const faults = createFaults()
    const meter = createCostMeter()
    const functions = createFunctions({
      ...{ functionsDir, functionEnv, functionInstances, clock, identity, faults, meter, log },
      cloud: address,
    })
    const { appId } = address
    const { invoke } = functions
    const wechat = createWeChat({ dataDir, configDir, appJson, appId, clock, invoke, log })
    release.push(() => wechat.stop())
    release.push(() => functions.stop()) // before what it still may speak to
    const note = (openid: string | undefined) => openid && wechat.visits.note(openid)
    const timers = createTimers({ functionsDir, functions, clock, twice: () => faults.atTimer() })
    release.push(() => timers.stop())
    const requestLog = createRequestLog(log)
    const watches = createWatches(database, requestLog)
    const sockets = createWatchSockets(watches, access, clock)
    const sdkWatches = createSdkWatchSockets(watches, clock, envId, origin)
    const client = createClientDoor({
      ...{ database, functions, access, storage, wechat, sockets, requestLog, clock },
      seen: note,
    })
    const identityFor = (openid: string | undefined) => {
      note(openid)
      const { envId, appId, secretId, secretKey } = address
      return { envId, appId, secretId, secretKey, token: identity.mint({ openid }) }
    }
    const { duplicateKey = 'request-failed', nestedOpenid = 'kept' } = options
    const admin = {
      ...{
        database,
        storage,
        dataDir,
        functions,
        faults,
        identity,
        clock,
        timers,
        meter,
        requestLog,
        wechat,
        identityFor,
        duplicateKey,
        nestedOpenid,
        sdkWatches,
      },
      transactions: createOneAtATime(),
    }
    const gateway = await startGateway(options.port ?? 0, admin, client, storage.door)
    release.push(() => gateway.close())
    release.push(() => sdkWatches.close())
    release.push(() => sockets.close()) // first of all: the server waits for open sockets
    address.adminUrl = `${gateway.url}/admin`
    if (options.dataDir) release.push(tellUrl(options.dataDir, gateway.url))
    functions.warm()
    timers.start()

    let stopping: Promise<void> | undefined
    return {
      ...address,
      url: gateway.url,
      clock,
      advance: (ms) => timers.advance(ms),
      timers,
      env(openid) {
        note(openid)
        const caller = { token: identity.mint({ openid }), openid }
        return { ...addressEnvironment(address), ...callerEnvironment(address, caller) }
      },
      async callFunction(name, data, openid) {
        note(openid)
        try {
          const call = {
            name,
            data: JSON.parse(JSON.stringify(data ?? {})) as unknown,
            openid,
            source: 'wx_client',
          }
          const { text, requestId, databaseRequests } = await functions.invoke(call)
          return { result: JSON.parse(text) as unknown, requestId, databaseRequests }
        } catch (error) {
          if (error instanceof ConnectionDropped) throw error
          const seenByPhone = clientError('cloud.callFunction', error)
          throw Object.assign(new Error(seenByPhone.errMsg), seenByPhone)
        }
      },
      faults,
      breakFunction: (name, how) => faults.breakFunction(name, how),
      async reloadFunction(name) {
        await functions.reload(name)
        timers.reload(name)
      },
      breakOpenApi: (api, how) => wechat.faults.set(api, how),
      breakChannel: (channel, how) => wechat.channelFaults.set(channel, how),
      outsideFaults: () => ({ ...wechat.faults.all(), ...wechat.channelFaults.all() }),
      deliveries: () => wechat.deliveries.list(),
      onDelivery: (listener) => wechat.deliveries.listen(listener),
      answerCall: (id, how) => wechat.deliveries.answer(id, how),
      subscriptionCredits: (openid, template) => wechat.subscriptions.credits(openid, template),
      phoneNumber: sampleNumber,
      invocations: () => functions.invocations(),
      costs: () => meter.actions(),
      clearCosts: () => meter.clear(),
      databaseRequests: () => requestLog.list(),
      stop: () => (stopping ??= stopAll()),
    }
  } catch (error) {
    await stopAll()
    throw error
  }
}
