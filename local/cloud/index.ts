import { randomBytes } from 'node:crypto'
import { clientError } from './client/errors'
import type { Delivery } from './channels/deliveries'
import type { Channel, ChannelFault } from './channels/faults'
import { createClientDoor } from './client/door'
import { createClock, type Clock, type ClockOptions } from './clock'
import { createCostMeter, type ActionCost } from './cost/meter'
import { openDatabase } from './database/database'
import { readSchema } from './database/schema'
import { addressEnvironment, callerEnvironment } from './environment'
import { ConnectionDropped } from './faults/connection-dropped'
import { createFaults, type CallFault, type FaultControls } from './faults/faults'
import { createFunctions } from './functions/functions'
import type { InvocationRecord } from './functions/invocations'
import { startGateway } from './gateway'
import { createIdentity } from './identity'
import { createWeChat } from './openapi/wechat'
import type { OpenApiFault, OpenApiName } from './openapi/faults'
import { sampleNumber } from './openapi/phone-codes'
import { createSdkWatchSockets } from './realtime/sdk-socket'
import { createWatchSockets } from './realtime/socket'
import { createWatches } from './realtime/watches'
import { createAccess } from './rules/access'
import { tellUrl } from './running'
import { createTimers, type TimerRun, type Timers } from './timers/timers'
import { openStorage } from './storage'
import type { DuplicateKeyShape, NestedOpenid } from './wire/admin'
import { createOneAtATime } from './wire/one-at-a-time'
import { createRequestLog, type DatabaseRequest } from './wire/request-log'

export type { Delivery } from './channels/deliveries'
export type { Clock } from './clock'
export type { FaultControls, FaultState, InjectedFault, Plan, RandomFaults } from './faults/faults'
export type { ActionCost } from './cost/meter'
export type { InvocationRecord } from './functions/invocations'
export type { TimerRun } from './timers/timers'
export type { DatabaseRequest } from './wire/request-log'

export interface CloudOptions {
  /** Folder of the data; absent: everything in memory. */
  dataDir?: string
  /** 0 (the default) picks a free one; only 127.0.0.1 listens. */
  port?: number
  envId?: string
  /** Needs a letter: the SDKs turn all-digit ids into numbers. */
  appId?: string
  /** Folder with collections.json: collections, indexes and rules, see README.md. */
  configDir?: string
  /** Built functions: one folder each with index.js and config.json. */
  functionsDir?: string
  /** The mini program's app.json: pages that are not in it are refused in messages and codes. Absent: any will do. */
  appJson?: string
  /** Variables given to every function. */
  functionEnv?: Record<string, string>
  log?: (line: string) => void
  /** What the clock shows at first; a data folder keeps its clock otherwise. */
  clock?: Pick<ClockOptions, 'at' | 'frozen'>
  /**
   * The field knows two shapes of a duplicate key: DATABASE_REQUEST_FAILED with E11000 in its text (default),
   * and DATABASE_DUPLICATE_WRITE. Code is proved against both by this switch.
   */
  duplicateKey?: DuplicateKeyShape
  /**
   * Whether a function called by a function learns the person's openid: 'kept' (default) or 'absent'. Reports of the
   * real platform differ, see docs/decisions/0024.
   */
  nestedOpenid?: NestedOpenid
}

export interface LocalCloud {
  url: string
  adminUrl: string
  envId: string
  appId: string
  secretId: string
  secretKey: string
  /** The one clock: server dates, timers, tokens, codes and the Date of functions follow it. */
  clock: Clock
  /**
   * Lets `ms` pass: the clock goes from one due timer to the next, each fires at its own time and is awaited, one
   * after the other; then the clock shows the end. Where `clock.set` jumps, this passes through. Never throws for
   * a function that failed: look at the runs.
   */
  advance(ms: number): Promise<TimerRun[]>
  timers: Pick<Timers, 'list' | 'fire'>
  /** Variables with which any Node process uses the real SDKs here; with an openid, as that caller. */
  env(openid?: string): Record<string, string>
  /**
   * Calls a function as a phone would.
   * @throws Error with errCode and errMsg as a phone sees them
   */
  callFunction(
    name: string,
    data: unknown,
    openid?: string,
  ): Promise<{ result: unknown; requestId: string; databaseRequests: number }>
  /** Faults on demand: by plan, by seed, whole calls, timers. */
  faults: FaultControls
  /** The same as `faults.breakFunction`. */
  breakFunction(name: string, how: CallFault | null): void
  /** What an open API does from now on, until null; names and kinds stand in openapi/faults.ts. */
  breakOpenApi(api: OpenApiName, how: OpenApiFault | null): void
  /** What a second channel does from now on, until null; the kinds stand in channels/faults.ts. */
  breakChannel(channel: Channel, how: ChannelFault | null): void
  /** Those of open APIs and channels that are in force, by name; `faults.clear` leaves them. */
  outsideFaults(): Record<string, OpenApiFault | ChannelFault>
  /** What went out beside the app: subscription messages, robot messages, SMS, calls; oldest first, the last 1000. */
  deliveries(): Delivery[]
  /** Hears of each new or changed delivery. @returns how to stop */
  onDelivery(listener: (delivery: Delivery) => void): () => void
  /** Ends the ringing of a call. @returns false when it does not ring */
  answerCall(id: number, how: 'answered' | 'declined'): boolean
  /** How many messages of a template may still be sent to a person. */
  subscriptionCredits(openid: string, templateId: string): number
  /** The sample number getPhoneNumber tells for a person. */
  phoneNumber(openid: string): string
  /** Next invocations run the code that is on disk now, those under way end on the old. */
  reloadFunction(name: string): Promise<void>
  /** The last 1000 invocations that are over, oldest first. */
  invocations(): InvocationRecord[]
  /** What each action has cost since the start, or since `clearCosts`; each invocation's own stands in its record. */
  costs(): Record<string, ActionCost>
  clearCosts(): void
  /** The last database requests of the server SDKs, oldest first: documents examined, indexes, milliseconds. */
  databaseRequests(): DatabaseRequest[]
  /** Everything flushed; may be called twice. */
  stop(): Promise<void>
}

/** Starts a local cloud. @throws Error when the port or the data folder is taken or collections.json is wrong */
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
    const { functionsDir, functionEnv } = options
    const faults = createFaults()
    const meter = createCostMeter()
    const functions = createFunctions({
      ...{ functionsDir, functionEnv, clock, identity, faults, meter, log },
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
