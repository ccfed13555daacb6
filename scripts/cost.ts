/** `npm run cost [-- --json]`: runs the main stories and prints what each action costs, and what a month would. */
import { parseArgs } from 'node:util'
import { buildFunctions } from './build'
import { PERIODS, PLATFORM, type Period } from './cost-assumptions'
import { actionAverages, stepAverages, type Average } from './cost-average'
import { billsOf, usageOf, type Bill, type Usage } from './cost-estimate'
import { DOUBTS, LOOKED_AT, PRICE_LIST_OF } from './cost-prices'
import { runStories } from './cost-stories'
import { aTown, type MeteredCall } from './cost-town'

export interface CostReport {
  actions: Record<string, Average>
  /** The same by the ways an action can go. */
  steps: Record<string, Average>
  estimates: Record<keyof typeof PERIODS, Usage & { bills: Bill[] }>
}

/** Runs every story against an in-memory cloud with the sample district and the functions as they are built. */
export async function measureCosts(): Promise<CostReport> {
  const town = await aTown()
  try {
    await runStories(town)
    return report(town.calls)
  } finally {
    await town.stop()
  }
}

function report(calls: MeteredCall[]): CostReport {
  const steps = stepAverages(calls)
  const estimate = (period: Period) => {
    const usage = usageOf(period, steps)
    return { ...usage, bills: billsOf(usage, period.days) }
  }
  const estimates = { month: estimate(PERIODS.month), event: estimate(PERIODS.event) }
  return { actions: actionAverages(calls), steps, estimates }
}

const HEADS = ['每调用一次', '数据库请求', '读文档', '写文档', '字节', '毫秒*']

function print({ steps, estimates }: CostReport): void {
  const rows = Object.entries(steps).map(([step, cost]) => {
    const { databaseRequests, documentsRead, documentsWritten, bytesOut, ms } = cost
    return [step, ...[databaseRequests, documentsRead, documentsWritten, bytesOut, ms].map(count)]
  })
  printTable([HEADS, ...rows])
  console.log('* 毫秒是这台电脑上的，估算不用它；字节是数据库给函数的和函数给手机的。\n')
  for (const [key, period] of Object.entries(PERIODS))
    printEstimate(period, estimates[key as keyof typeof PERIODS])
  const { memoryMb, msPerInvocation, msPerDatabaseRequest } = PLATFORM
  console.log(
    `用多少次，见 scripts/cost-assumptions.ts（云上每次调用按 ${memoryMb} MB、${msPerInvocation} 毫秒，`,
  )
  console.log(`每次数据库请求加 ${msPerDatabaseRequest} 毫秒，都是估计）。`)
  console.log(`单价见 scripts/cost-prices.ts：${PRICE_LIST_OF} 年的价格文档，${LOOKED_AT} 查。说不准的：`)
  for (const doubt of DOUBTS) console.log(`- ${doubt}`)
}

function printEstimate(period: Period, { bills, ...usage }: Usage & { bills: Bill[] }): void {
  console.log(`${period.name}，按 CloudBase 的单位`)
  printTable([
    ['云函数调用', count(usage.invocations), '次'],
    ['数据库请求', count(usage.databaseRequests), '次'],
    ['读文档 / 写文档', `${count(usage.documentsRead)} / ${count(usage.documentsWritten)}`, '个'],
    ['调用次数（计费）', count(usage.calls), '次'],
    ['云函数资源使用量', count(usage.gbSeconds), 'GBs'],
    ['新增容量', usage.storageGb.toFixed(3), 'GB'],
    ['CDN 流量（图片）', usage.cdnGb.toFixed(2), 'GB'],
    ['函数回给手机', usage.answeredGb.toFixed(2), 'GB'],
  ])
  for (const { plan, yuan, beyondYuan } of bills.slice(0, 2)) {
    console.log(`  ${plan}：${yuan.toFixed(2)} 元，其中超出套餐 ${beyondYuan.toFixed(2)} 元`)
  }
  console.log('')
}

const count = (value: number) =>
  (Number.isInteger(value) ? value : Number(value.toFixed(1))).toLocaleString('en')

/** A Chinese character takes two columns of a terminal. */
const columns = (text: string) => [...text].reduce((sum, letter) => sum + (letter > '\u2e7f' ? 2 : 1), 0)

function printTable(rows: string[][]): void {
  const widths = rows[0]!.map((_, at) => Math.max(...rows.map((row) => columns(row[at]!))))
  for (const row of rows) {
    const cells = row.map((text, at) => {
      const space = ' '.repeat(widths[at]! - columns(text))
      return at === 0 ? text + space : space + text
    })
    console.log(`  ${cells.join('  ')}`)
  }
}

if (require.main === module) {
  const { values } = parseArgs({ options: { json: { type: 'boolean' } } })
  buildFunctions()
    .then(measureCosts)
    .then(
      (costs) => {
        print(costs)
        if (values.json) console.log(JSON.stringify(costs))
      },
      (error: Error) => {
        console.error(error.message)
        process.exit(1)
      },
    )
}
