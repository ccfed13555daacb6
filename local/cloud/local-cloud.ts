import type { Delivery } from './channels/deliveries'
import type { Channel, ChannelFault } from './channels/faults'
import type { Clock, ClockOptions } from './clock'
import type { ActionCost } from './cost/meter'
import type { CallFault, FaultControls } from './faults/faults'
import type { InvocationRecord } from './functions/invocations'
import type { OpenApiFault, OpenApiName } from './openapi/faults'
import type { TimerRun, Timers } from './timers/timers'
import type { DuplicateKeyShape, NestedOpenid } from './wire/admin'
import type { DatabaseRequest } from './wire/request-log'

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
  /** Variables given to every function; what holds this cloud's own address is made from it. */
  functionEnv?: Record<string, string> | ((url: string) => Record<string, string>)
  /** At most so many instances of a function; 16. A small machine answers sooner with about two a core. */
  functionInstances?: number
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
