import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Clock } from '../clock'
import { addressEnvironment, callerEnvironment, type CloudAddress } from '../environment'
import type { Identity } from '../identity'
import { PlatformError } from '../platform-error'
import { functionNames, readFunctionConfig, type FunctionConfig } from './config'
import { functionFailed, functionMissing } from './errors'
import { ConnectionDropped, type Fault } from './faults'
import { startInstance } from './instance'
import { createPool, type Pool } from './pool'

export interface FunctionCall {
  name: string
  data: unknown
  /** The person behind the call, if any. */
  openid?: string
  /** The chain of callers as the platform writes it, e.g. "wx_client" or "wx_client,scf". */
  source: string
}
export interface FunctionAnswer {
  /** The result as JSON text. */
  text: string
  requestId: string
  databaseRequests: number
}
/** One line of the call log; no openid in clear. */
export interface RequestRecord {
  at: number
  function: string
  openidHash: string | null
  ms: number
  databaseRequests: number
  requestId: string
  ok: boolean
}

export interface Functions {
  /** @throws PlatformError, or ConnectionDropped when a fault says so */
  invoke(call: FunctionCall): Promise<FunctionAnswer>
  /** May this function call that open API? */
  allows(name: string, openapi: string): boolean
  countDatabaseRequest(requestId: string): void
  /** Starts one instance of each function in the background, one after the other: real calls go first. */
  warm(): void
  break(name: string, how: Fault | null): void
  reload(name: string): Promise<void>
  records(): RequestRecord[]
  stop(): Promise<void>
}

export interface FunctionsOptions {
  functionsDir?: string
  functionEnv?: Record<string, string>
  cloud: CloudAddress
  clock: Clock
  identity: Identity
  log(line: string): void
}

const KEPT_RECORDS = 1000
const MAX_RESULT_BYTES = 1024 * 1024

export function createFunctions(options: FunctionsOptions): Functions {
  const { cloud, clock, identity, log } = options
  const known = new Map<string, { pool: Pool; config: FunctionConfig; directory: string }>()
  const faults = new Map<string, Fault>()
  const counts = new Map<string, number>()
  const records: RequestRecord[] = []
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
      ...options.functionEnv,
      ...addressEnvironment(cloud),
      ...callerEnvironment(cloud, { token: identity.mint({ function: name }) }),
      SCF_FUNCTIONNAME: name,
    }
    entry.pool = createPool(name, () =>
      startInstance({
        name,
        directory,
        environment,
        clock: clock.shared,
        memoryMb: entry.config.memoryMb,
        log: (id, line) => log(`[${name}${id ? ` ${id}` : ''}] ${line}`),
      }),
    )
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
      const fault = faults.get(call.name)
      const started = performance.now()
      const record: RequestRecord = {
        at: clock.now(),
        function: call.name,
        openidHash: identity.hash(call.openid),
        ms: 0,
        databaseRequests: 0,
        requestId,
        ok: false,
      }
      counts.set(requestId, 0)
      try {
        if (fault === 'throw') throw functionFailed('Error: fault on demand: the function was not run')
        if (fault === 'unreachable') throw new ConnectionDropped()
        const text = await run(call, requestId)
        record.ok = true
        if (fault === 'lostAnswer') throw new ConnectionDropped()
        return { text, requestId, databaseRequests: counts.get(requestId)! }
      } catch (error) {
        if (!record.ok) log(`[${call.name} ${requestId}] failed: ${(error as Error).message}`)
        throw error
      } finally {
        record.ms = Math.round((performance.now() - started) * 10) / 10
        record.databaseRequests = counts.get(requestId) ?? 0
        counts.delete(requestId)
        records.push(record)
        if (records.length > KEPT_RECORDS) records.shift()
      }
    },
    allows: (name, openapi) => lookup(name).config.openapi.includes(openapi),
    countDatabaseRequest(requestId) {
      const count = counts.get(requestId)
      if (count !== undefined) counts.set(requestId, count + 1)
    },
    warm() {
      const names = options.functionsDir ? functionNames(options.functionsDir) : []
      const pools = names.map((name) => lookup(name).pool) // a bad config.json is told at the start
      const inTurn = async () => {
        for (const pool of pools) await pool.warm()
      }
      void inTurn()
    },
    break(name, how) {
      if (how) faults.set(name, how)
      else faults.delete(name)
    },
    async reload(name) {
      const entry = known.get(name)
      if (!entry) return
      entry.config = readFunctionConfig(entry.directory)
      await entry.pool.renew()
    },
    records: () => [...records],
    stop: async () => void (await Promise.all([...known.values()].map(({ pool }) => pool.stop()))),
  }
}

/** The event as the platform hands it over: the data, and for a phone's call who sent it. */
function eventOf({ data, openid, source }: FunctionCall, appId: string): unknown {
  if (data === null || typeof data !== 'object' || Array.isArray(data)) return data ?? {}
  return source.startsWith('wx_client') && openid ? { ...data, userInfo: { openId: openid, appId } } : data
}

function contextOf(name: string, config: FunctionConfig, cloud: CloudAddress, requestId: string) {
  const environment = { SCF_NAMESPACE: cloud.envId, TCB_ENV: cloud.envId, WX_APPID: cloud.appId }
  return {
    memory_limit_in_mb: config.memoryMb,
    time_limit_in_ms: config.timeoutSeconds * 1000,
    request_id: requestId,
    function_name: name,
    function_version: '$LATEST',
    namespace: cloud.envId,
    environment: JSON.stringify(environment),
    environ: Object.entries(environment)
      .map((pair) => pair.join('='))
      .join(';'),
  }
}
