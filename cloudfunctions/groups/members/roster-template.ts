import * as v from 'valibot'
import type { Groups } from '../../../miniprogram/domain/contract/groups'
import { COLUMNS, SHEET_ROWS_MAX } from '../../../miniprogram/domain/roster-sheet'
import { GIVEN_ROLES } from '../../../miniprogram/domain/roles'
import { id } from '../../_kit/inputs'
import type { ActionSpec } from '../../_kit/serve'
import { groupToKeep } from './roster-keeper'

/** How to fill it in stands on a sheet of its own, so that nothing has to be taken out before importing. */
const HOW = [
  '第一张表每行一位，第一行的列名请不要改。',
  '姓名、手机号、角色、单位必填；能帮什么、视频号可以空着。',
  `角色写其中一个：${GIVEN_ROLES.join('、')}。群主本人写群主。`,
  '手机号 11 位，用来认人：本人验证过同一个号码，就自动进群。号码不会给别的成员看。',
  `一次最多 ${SHEET_ROWS_MAX} 位。改好再导一次，只改有变化的。`,
]

/** Three database requests. Some 4 KB: small enough to travel in the answer, so nothing has to be stored. */
export const rosterTemplate: ActionSpec<Groups['rosterTemplate']> = {
  who: 'person',
  input: v.strictObject({ conversationId: id }),
  async run({ actor, input }) {
    await groupToKeep(input.conversationId, actor)
    const { default: writeWorkbook } = await import('write-excel-file/node')
    const headings = COLUMNS.map(({ heading }) => ({ value: heading, fontWeight: 'bold' as const }))
    const workbook = await writeWorkbook([
      { sheet: '名册', data: [headings], columns: COLUMNS.map(() => ({ width: 20 })) },
      { sheet: '怎么填', data: HOW.map((line) => [{ value: line }]), columns: [{ width: 80 }] },
    ]).toBuffer()
    return { fileName: '名册模板.xlsx', base64: workbook.toString('base64') }
  },
}
