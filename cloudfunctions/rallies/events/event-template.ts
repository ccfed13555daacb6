import * as v from 'valibot'
import type { Rallies } from '../../../miniprogram/domain/contract/rallies'
import { EVENT_SHEET_NAMES, EVENT_SHEETS } from '../../../miniprogram/domain/event-sheet'
import type { ActionSpec } from '../../_kit/serve'
import { requireOperator } from '../operator'

const HOW = [
  '每张表第一行的列名请不要改；顺序可以换，用不到的列可以空着。',
  '日期写 2026-04-13，时间写 09:00。',
  '路线、点位、兑换台按名字认：改名等于换了一个，原来的会留着。',
  '打卡方式可以写：打卡码、工作人员、动态码、口令，用顿号隔开；空着就是打卡码和工作人员。',
  '改好再导一次，只改有变化的。有一处不对就什么都不改，先告诉您错在哪里。',
]

/** Two database requests. Some 10 KB: small enough to travel in the answer. */
export const eventTemplate: ActionSpec<Rallies['eventTemplate']> = {
  who: 'person',
  input: v.strictObject({}),
  async run({ actor }) {
    await requireOperator(actor.personId)
    const { default: writeWorkbook } = await import('write-excel-file/node')
    const sheets = EVENT_SHEET_NAMES.map((sheet) => {
      const columns: { heading: string; hint?: string }[] = EVENT_SHEETS[sheet]
      const headings = columns.map(({ heading, hint }) => ({
        value: hint ? `${heading}（${hint}）` : heading,
        fontWeight: 'bold' as const,
      }))
      return { sheet, data: [headings], columns: columns.map(() => ({ width: 18 })) }
    })
    const how = { sheet: '怎么填', data: HOW.map((line) => [{ value: line }]), columns: [{ width: 80 }] }
    const workbook = await writeWorkbook([...sheets, how]).toBuffer()
    return { fileName: '活动模板.xlsx', base64: workbook.toString('base64') }
  },
}
