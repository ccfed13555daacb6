import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Clock } from '../clock'
import type { CostMeter } from '../cost/meter'
import { addressEnvironment, callerEnvironment, type CloudAddress } from '../environment'
import { ConnectionDropped } from '../faults/connection-dropped'
import type { Faults } from '../faults/faults'
import type { Identity } from '../identity'
import { PlatformError } from '../platform-error'
import { functionNames, readFunctionConfig, type FunctionConfig } from './config'
import { functionFailed, functionMissing } from './errors'
import { contextOf, eventOf, type FunctionCall } from './event'
import { startInstance } from './instance'
import { actionOf, createInvocations, type InvocationRecord } from './invocations'
import { createPool, type Pool } from './pool'

export interface FunctionAnswer {
  /** The result as JSON text. */
  text: string
  requestId: string
  databaseRequests: number
}

export interface Functions {
  /** @throws PlatformError, or ConnectionDropped when a fault says so */
  invoke(call: FunctionCall): Promise<FunctionAnswer>
  /** May this function call that open API? */
  allows(name: string, openapi: string): boolean
  /** The invocation while it is under way. */
  running(requestId: string | undefined): InvocationRecord | undefined
  /** A dead function asks nothing, though its thread may go on for some milliseconds. */
  wasKilled(requestId: string): boolean
  /** Ends the instance of an invocation as a crash would. `detail` goes into the caller's error. */
  kill(requestId: string, detail: string): void
  /** Starts one instance of each function in the background, one after the other: real calls go first. */
  warm(): void
  /**
   * The code and config.json that are on disk now serve the next invocations; those under way end on the old.
   * @throws Error when config.json is wrong; the old code and configuration stay then
   */
  reload(name: string): Promise<void>
  /** The last 1000 invocations that are over, oldest first. */
  invocations(): InvocationRecord[]
  stop(): Promise<void>
}

export interface FunctionsOptions {
  functionsDir?: string
  functionEnv?: Record<string, string> | ((url: string) => Record<string, string>)
  functionInstances?: number
  cloud: CloudAddress
  clock: Clock
  identity: Identity
  faults: Faults
  meter: CostMeter
  log(line: string): void
}

const KEPT_KILLED = 1000
const MAX_RESULT_BYTES = 1024 * 1024

export function createFunctions(options: FunctionsOptions): Functions {
  const { cloud, clock, identity, faults, meter, log, functionEnv } = options
  const known = new Map<string, { pool: Pool; config: FunctionConfig; directory: string }>()
  const invocations = createInvocations(clock, identity, log)
  const killed = new Set<string>()
  const directoryOf = (name: string) => join(resolve(options.functionsDir!), name)

  const lookup = (name: string) => {
    const found = known.get(name)
    if (found) return found
    const plain = /^[\w-]+$/.test(name) && options.functionsDir
    if (!plain || !existsSync(join(directoryOf(name), 'index.js'))) throw functionMissing(name)
    const directory = directoryOf(name)
    const entry = { directory, config: readFunctionConfig(directory), pool: undefined as unknown as Pool }
    const environment = {
      PATH: process.env.PATH ?? '',
      HOME: process.env.HOME ?? '/tmp',
      // where a function without packages of its own finds the platform's, such as wx-server-sdk
      NODE_PATH: process.env.NODE_PATH ?? '',
      ...(typeof functionEnv === 'function' ? functionEnv(new URL(cloud.adminUrl).origin) : functionEnv),
      ...addressEnvironment(cloud),
      ...callerEnvironment(cloud, { token: identity.mint({ function: name }) }),
      SCF_FUNCTIONNAME: name,
    }
    const start = () =>
      startInstance({
        name,
        directory,
        environment,
        clock: clock.shared,
        memoryMb: entry.config.memoryMb,
        log: (id, line) => log(`[${name}${id ? ` ${id}` : ''}] ${line}`),
      })
    entry.pool = createPool(name, start, options.functionInstances)
    known.set(name, entry)
    return entry
  }

  const run = async (call: FunctionCall, requestId: string) => {
    const { name, openid, source } = call
    const { pool, config } = lookup(name)
    const token = identity.mint({ openid, invocation: requestId, function: name })
    const text = await pool.run({
      id: requestId,
      environment: callerEnvironment(cloud, { token, openid, source, requestId }),
      event: eventOf(call, cloud.appId),
      context: contextOf(name, config, cloud, requestId),
      timeoutSeconds: config.timeoutSeconds,
    })
    if (Buffer.byteLength(text) > MAX_RESULT_BYTES) {
      throw new PlatformError('RESULT_TOO_LARGE', 'cloudfunction result size exceed limit (1MB)')
    }
    return text
  }

  return {
    async invoke(call) {
      const requestId = randomUUID()
      const fault = faults.atCall(call.name)
      const ordinal = faults.ordinal(call.name, actionOf(call.data))
      const record = invocations.begin(call, requestId, ordinal)
      let failure: unknown
      try {
        if (fault === 'throw') throw functionFailed('Error: fault on demand: the function was not run')
        if (fault === 'unreachable') throw new ConnectionDropped()
        const text = await run(call, requestId)
        record.ok = true
        record.bytesToCaller = Buffer.byteLength(text)
        if (fault === 'lostAnswer') throw new ConnectionDropped()
        return { text, requestId, databaseRequests: record.databaseRequests }
      } catch (error) {
        failure = error
        throw error
      } finally {
        invocations.end(record, failure)
        meter.add(record)
      }
    },
    allows: (name, openapi) => lookup(name).config.openapi.includes(openapi),
    running: (requestId) => invocations.running(requestId),
    wasKilled: (requestId) => killed.has(requestId),
    kill(requestId, detail) {
      killed.add(requestId)
      if (killed.size > KEPT_KILLED) killed.delete(killed.values().next().value!)
      const record = invocations.running(requestId)
      if (record) lookup(record.function).pool.kill(requestId, functionFailed(`Error: ${detail}`))
    },
    warm() {
      const names = options.functionsDir ? functionNames(options.functionsDir) : []
      const pools = names.map((name) => lookup(name).pool) // a bad config.json is told at the start
      const inTurn = async () => {
        for (const pool of pools) await pool.warm()
      }
      void inTurn()
    },
    async reload(name) {
      const entry = known.get(name)
      if (!entry) return
      entry.config = readFunctionConfig(entry.directory)
      await entry.pool.renew()
    },
    invocations: () => invocations.list(),
    stop: async () => void (await Promise.all([...known.values()].map(({ pool }) => pool.stop()))),
  }
}
