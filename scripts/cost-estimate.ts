/** From what one call costs and how often it happens to CloudBase's units and yuan. Pure arithmetic. */
import { PLATFORM, type Period } from './cost-assumptions'
import { BEYOND_PLAN, PLANS, type Plan } from './cost-prices'

/** One invocation, on average. */
export interface Each {
  databaseRequests: number
  documentsRead: number
  documentsWritten: number
  bytesToCaller: number
}

/** A whole period in CloudBase's units. */
export interface Usage {
  invocations: number
  databaseRequests: number
  documentsRead: number
  documentsWritten: number
  /** 调用次数: invocations, database requests and the ways of files to and from storage together. */
  calls: number
  /** 云函数资源使用量. */
  gbSeconds: number
  /** Written in the period and kept. */
  storageGb: number
  /** 云存储 traffic: pictures on their way to phones. */
  cdnGb: number
  /** What functions answer phones; not billed by itself. */
  answeredGb: number
}

export interface Bill {
  plan: string
  /** The plan and what goes beyond it, for a month or the shorter period. */
  yuan: number
  beyondYuan: number
}

const GB = 1024 ** 3

/** @throws Error naming a step that was not metered: an estimate must not leave it out silently */
export function usageOf(period: Period, each: Record<string, Each>): Usage {
  const usage: Usage = {
    invocations: 0,
    databaseRequests: 0,
    documentsRead: 0,
    documentsWritten: 0,
    calls: 0,
    gbSeconds: 0,
    storageGb: 0,
    cdnGb: 0,
    answeredGb: 0,
  }
  for (const { step, times } of period.habits) {
    const one = each[step]
    if (!one) throw new Error(`"${step}" is assumed to happen, but no story meters it`)
    const ms = PLATFORM.msPerInvocation + PLATFORM.msPerDatabaseRequest * one.databaseRequests
    usage.invocations += times
    usage.databaseRequests += times * one.databaseRequests
    usage.documentsRead += times * one.documentsRead
    usage.documentsWritten += times * one.documentsWritten
    usage.calls += times * (1 + one.databaseRequests)
    usage.gbSeconds += times * (PLATFORM.memoryMb / 1024) * (ms / 1000)
    usage.storageGb += (times * one.documentsWritten * PLATFORM.bytesPerDocument) / GB
    usage.answeredGb += (times * one.bytesToCaller) / GB
  }
  const { sent, loadsEach, bytes } = period.pictures ?? { sent: 0, loadsEach: 0, bytes: 0 }
  usage.calls += sent * (1 + loadsEach)
  usage.storageGb += (sent * bytes) / GB
  usage.cdnGb += (sent * loadsEach * bytes) / GB
  return usage
}

/** What the period costs under each plan, the cheapest first. */
export function billsOf(usage: Usage, days: number): Bill[] {
  return PLANS.map((plan) => billOf(usage, days, plan)).sort((one, other) => one.yuan - other.yuan)
}

function billOf(usage: Usage, days: number, plan: Plan): Bill {
  const over = (unit: 'calls' | 'storageGb' | 'gbSeconds' | 'cdnGb') => Math.max(0, usage[unit] - plan[unit])
  const beyondYuan =
    (over('calls') / 10_000) * BEYOND_PLAN.per10000Calls +
    over('storageGb') * days * BEYOND_PLAN.perGbDay +
    over('gbSeconds') * BEYOND_PLAN.perGbSecond +
    over('cdnGb') * BEYOND_PLAN.perCdnGb
  return { plan: plan.name, yuan: plan.yuanPerMonth + beyondYuan, beyondYuan }
}
