/** What one invocation costs on average, by action and by way of it. */
import type { MeteredCall } from './cost-town'

export interface Average {
  /** Always 1: the figures are for one. */
  invocations: 1
  databaseRequests: number
  documentsRead: number
  documentsWritten: number
  bytesFromDatabase: number
  bytesToCaller: number
  bytesOut: number
  /** The median, on this machine. */
  ms: number
}

const UNITS = [
  'databaseRequests',
  'documentsRead',
  'documentsWritten',
  'bytesFromDatabase',
  'bytesToCaller',
  'bytesOut',
  'ms',
] as const

/** By step: "groups.sendMessage 带@". */
export function stepAverages(calls: MeteredCall[]): Record<string, Average> {
  const bySteps = grouped(calls, ({ step }) => step)
  return mapped(bySteps, (same) =>
    average(
      same.map(({ invocation }) => {
        return { ...invocation, bytesOut: invocation.bytesFromDatabase + invocation.bytesToCaller }
      }),
    ),
  )
}

/** By action; each way of it counts once, however often the stories go it. */
export function actionAverages(calls: MeteredCall[]): Record<string, Average> {
  const steps = stepAverages(calls)
  const byActions = grouped(calls, ({ action }) => action)
  return mapped(byActions, (same) =>
    average([...new Set(same.map(({ step }) => step))].map((step) => steps[step]!)),
  )
}

function average(list: Pick<Average, (typeof UNITS)[number]>[]): Average {
  const mean = (unit: (typeof UNITS)[number]) => {
    if (unit === 'ms') return list.map(({ ms }) => ms).sort((one, other) => one - other)[list.length >> 1]!
    return list.reduce((sum, each) => sum + each[unit], 0) / list.length
  }
  const rounded = UNITS.map((unit) => [unit, Math.round(mean(unit) * 100) / 100])
  return { invocations: 1, ...Object.fromEntries(rounded) } as Average
}

function grouped<Item>(items: Item[], nameOf: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>()
  for (const item of items) groups.set(nameOf(item), [...(groups.get(nameOf(item)) ?? []), item])
  return groups
}

function mapped<Item, Out>(groups: Map<string, Item[]>, make: (items: Item[]) => Out): Record<string, Out> {
  return Object.fromEntries([...groups].map(([name, items]) => [name, make(items)]))
}
