import * as v from 'valibot'
import { sayCaseNumber } from '../../../miniprogram/domain/case-numbers'
import { CASE_STATES } from '../../../miniprogram/domain/case-states'
import { CASE_DOORS, CASE_KINDS, type Case } from '../../../miniprogram/domain/cases'
import type { Requests } from '../../../miniprogram/domain/contract/requests'
import { sayMinute } from '../../../miniprogram/domain/times'
import { db } from '../../_kit/cloud'
import { draftedId } from '../../_kit/ids'
import { draftId } from '../../_kit/inputs'
import { addOnce } from '../../_kit/once'
import { Refusal } from '../../_kit/refusal'
import type { ActionSpec } from '../../_kit/serve'
import { seatOf } from '../seat'
import { CASES } from '../store'
import { exportScope, month, receivedIn } from './read-figures'

/** A sheet travels in the answer, of which the platform lets a megabyte through: some 200 bytes a row. */
const ROWS_MOST = 3000
const PAGE = 1000

/** What a row says. No phone number, no name of an official. */
const COLUMNS: { heading: string; width: number; of(each: Case): string }[] = [
  { heading: '编号', width: 12, of: ({ number }) => sayCaseNumber(number) },
  { heading: '收到', width: 18, of: ({ receivedAt }) => sayMinute(receivedAt.getTime()) },
  { heading: '来源', width: 12, of: ({ door }) => CASE_DOORS[door] },
  { heading: '急缓', width: 8, of: ({ kind }) => CASE_KINDS[kind].label },
  { heading: '单位（提出）', width: 24, of: ({ organisation }) => organisation },
  { heading: '内容', width: 60, of: ({ text }) => text },
  { heading: '办理单位', width: 20, of: ({ unitName }) => unitName },
  { heading: '状态', width: 10, of: ({ state }) => CASE_STATES[state].label },
  { heading: '期限', width: 18, of: ({ dueAt }) => sayMinute(dueAt.getTime()) },
  { heading: '答复', width: 60, of: ({ answer }) => answer?.words ?? '' },
  { heading: '办结方式', width: 12, of: endingOf },
  { heading: '评分', width: 8, of: ({ rating }) => (rating ? String(rating.stars) : '') },
]

function endingOf({ ending }: Case): string {
  return ending === 'confirmed' ? '本人确认' : ending === 'silent' ? '没有回音' : ''
}

/** Four requests, and one more for each further thousand cases of the month. Index received. */
export const exportCases: ActionSpec<Requests['exportCases']> = {
  who: 'person',
  input: v.strictObject({ month, exportId: draftId }),
  async run({ actor, input, now }) {
    const seat = await seatOf(actor.personId)
    const scope = exportScope(seat)
    if (!scope) throw new Refusal('NOT_ALLOWED')
    const cases = await casesOfMonth(input.month, scope)
    const rows = cases.slice(0, ROWS_MOST)
    const whole = cases.length <= ROWS_MOST
    // On record before anybody has it.
    const _id = draftedId(actor.personId, 'export', input.exportId)
    const kept = { _id, personId: actor.personId, name: seat.name, at: new Date(now) }
    await addOnce('caseExports', { ...kept, filter: { month: input.month }, rows: rows.length })
    const taken = `由 ${seat.name} 于 ${sayMinute(now)} 导出 · ${input.month} · ${rows.length} 件 · 仅供工作使用，已留记录`
    const { default: writeWorkbook } = await import('write-excel-file/node')
    const sheet = [
      [{ value: taken, fontWeight: 'bold' as const }],
      ...(whole ? [] : [[{ value: `只有前 ${ROWS_MOST} 件` }]]),
      COLUMNS.map(({ heading }) => ({ value: heading, fontWeight: 'bold' as const })),
      ...rows.map((each) => COLUMNS.map(({ of }) => ({ value: of(each), type: String }))),
    ]
    const workbook = await writeWorkbook([
      { sheet: '诉求', data: sheet, columns: COLUMNS.map(({ width }) => ({ width })) },
    ]).toBuffer()
    const fileName = `诉求-${input.month}.xlsx`
    return { fileName, base64: workbook.toString('base64'), rows: rows.length, whole }
  },
}

/** One more than a sheet holds says that there are others. */
async function casesOfMonth(name: string, scope: object): Promise<Case[]> {
  const all: Case[] = []
  while (all.length <= ROWS_MOST) {
    const { data } = await db
      .collection(CASES)
      .where({ ...receivedIn(name), ...scope })
      .orderBy('receivedAt', 'asc')
      .skip(all.length)
      .limit(PAGE)
      .get()
    all.push(...(data as Case[]))
    if (data.length < PAGE) break
  }
  return all
}
