/** What keeps a group in order, beside the talking: coming in, pictures, sharing, taking back, reviewing. */
import { randomUUID } from 'node:crypto'
import writeWorkbook from 'write-excel-file/node'
import { COLUMNS } from '../miniprogram/domain/roster-sheet'
import type { MessageView } from '../miniprogram/domain/contract/groups/messages'
import type { Town } from './cost-town'
import { sampleId } from './load-sample'

const [MERCHANT, NEIGHBOUR, OFFICIAL, HEAD, NEWCOMER, RESIDENT] = [
  ...['merchant-1', 'merchant-2', 'official-1', 'head', 'newcomer-1', 'resident-1'],
] as [string, string, string, string, string, string]
const GROUP = { conversationId: sampleId('group') }
const move = () => ({ moveId: randomUUID() })

/** 群主 brings in the sheet; who verified his number finds his row and looks at a card. */
export async function joining({ call, upload }: Town): Promise<void> {
  const importId = randomUUID()
  const fileId = await upload(HEAD, `chat/roster-${importId}.xlsx`, await aSheet(183))
  await call(HEAD, 'groups', 'importRoster', { ...GROUP, importId, fileId }, '183 人')
  await call(NEWCOMER, 'groups', 'claimRows', {})
  await call(NEWCOMER, 'groups', 'openCard', { ...GROUP, personId: sampleId(OFFICIAL) })
}

/** Messages that are more than words, and what happens to them afterwards. */
export async function minding(town: Town): Promise<void> {
  const { call } = town
  const say = async (person: string, text: string, more: object, way: string): Promise<MessageView> => {
    const draft = { ...GROUP, draftId: randomUUID(), text, mentionIds: [], ...more }
    return (await call(person, 'groups', 'sendMessage', draft, way)).message
  }
  const pictured = await say(MERCHANT, '店里现在是这样。', { pictures: [await aPicture(town)] }, '带图')
  await call(MERCHANT, 'groups', 'pictureLinks', { ...GROUP, messageIds: [pictured.messageId] })
  const notice = await say(HEAD, '明天上午九点在便民中心开会。', { toAll: true }, '@所有人')
  await call(HEAD, 'groups', 'pinMessage', { messageId: notice.messageId, ...move() })
  await call(HEAD, 'groups', 'unpinMessage', { ...GROUP, ...move() })

  const asked = await say(MERCHANT, '招牌要怎么报？', { mentionIds: [sampleId(OFFICIAL)] }, '带@')
  const { obligationId } = asked.mentions[0]!
  const { shareId } = await call(MERCHANT, 'groups', 'shareMention', { obligationId })
  await call(RESIDENT, 'groups', 'openShared', { shareId })

  const slip = await say(NEIGHBOUR, '发错了', {}, '平常的话')
  await call(NEIGHBOUR, 'groups', 'recallMessage', { messageId: slip.messageId, ...move() })
  const advert = await say(NEIGHBOUR, '全场半价，加我好友', {}, '平常的话')
  const { messageId } = advert
  const report = { ...GROUP, draftId: randomUUID(), messageIds: [messageId], reason: '广告刷屏' }
  await call(MERCHANT, 'groups', 'reportMessages', report)
  const { reports } = await call(HEAD, 'groups', 'listReports', GROUP)
  const decision = { reportId: reports[0]!.reportId, verdict: 'kept' as const, ...move() }
  await call(HEAD, 'groups', 'decideReport', decision)
  await call(HEAD, 'groups', 'withdrawMessage', { messageId, reason: '群里不发广告', ...move() })

  const held = await say(MERCHANT, '这是待审示例', {}, '待审')
  await call(HEAD, 'groups', 'listHeld', GROUP)
  const review = { messageId: held.messageId, verdict: 'show' as const, ...move() }
  await call(HEAD, 'groups', 'reviewMessage', review)
}

async function aPicture({ upload }: Town) {
  const png =
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=='
  const fileId = await upload(MERCHANT, `chat/${randomUUID()}.png`, Buffer.from(png, 'base64'))
  return { fileId, width: 1, height: 1 }
}

function aSheet(people: number): Promise<Buffer> {
  const headings = COLUMNS.map(({ heading }) => ({ value: heading }))
  const rows = Array.from({ length: people }, (_, row) =>
    [`示例·掌柜${row}`, 13_800_001_000 + row, '企业', `示例店${row}号`].map((value) => ({ value })),
  )
  return writeWorkbook([headings, ...rows] as never).toBuffer()
}
