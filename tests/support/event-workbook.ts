/** A carnival as an operator fills it in: two routes, three points, a desk, a gift. Tests change cells and import again. */
import writeWorkbook from 'write-excel-file/node'
import { EVENT_SHEET_NAMES, EVENT_SHEETS, type EventSheetName } from '../../miniprogram/domain/event-sheet'

export type Cells = Record<EventSheetName, (string | number | Date)[][]>

export function eventCells(name = '示例嘉年华'): Cells {
  return {
    活动: [[name, '友邻荟', '示例区', '示例甲、示例乙', '', '示例街道', '示例书店']],
    路线: [
      ['玩美社区', '2026-04-13', '2026-04-19', '示例桥', '美空间', '友邻荟'],
      ['乐活社区', new Date(Date.UTC(2026, 3, 20)), '2026/4/26', '', '', ''],
    ],
    点位: [
      [
        '玩美社区',
        '时光书廊',
        '书廊',
        '示例路 1 号',
        '听歌',
        '09:00',
        '18:00',
        '12:00-13:00',
        '有',
        '有',
        '无',
        30.66,
        104.1,
        150,
        '',
      ],
      [
        '玩美社区',
        '音乐客厅',
        '',
        '示例路 2 号',
        '',
        '9:00',
        0.75,
        '',
        '',
        '',
        '',
        '',
        '',
        '',
        '打卡码、动态码',
      ],
      ['乐活社区', '友邻中心', '', '示例路 3 号', '', '10:00', '20:00', '', '', '', '', '', '', '', ''],
    ],
    场次: [['玩美社区', '时光书廊', '读书会', '2026-04-14', '14:00', '15:00']],
    值守: [
      ['玩美社区', '时光书廊', '2026-04-13', '09:00', '12:00', '示例·小李', '17000000001'],
      ['', '东门兑换台', '2026-04-13', '09:00', '18:00', '示例·小王', '17000000002'],
    ],
    兑换台: [['东门兑换台', '示例广场', '09:00', '18:00', 30.66, 104.1]],
    礼物: [['帆布袋', '一人一份', '玩美社区', 2, '时光书廊', '']],
  }
}

export async function workbookOf(cells: Cells): Promise<Buffer> {
  return writeWorkbook(
    EVENT_SHEET_NAMES.map((sheet) => ({
      sheet,
      data: [
        EVENT_SHEETS[sheet].map(({ heading }) => ({ value: heading })),
        ...cells[sheet].map((row) =>
          row.map((value) =>
            value === '' ? null : value instanceof Date ? { value, format: 'yyyy-mm-dd' } : { value },
          ),
        ),
      ],
    })) as never,
  ).toBuffer()
}
