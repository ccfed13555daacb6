/** The main stories, through the real actions: what `npm run cost` meters. A new area adds its story here. */
import { randomUUID } from 'node:crypto'
import { sealSheet } from '../cloudfunctions/rallies/scene-check'
import { CONSENT_VERSION } from '../miniprogram/domain/people'
import { joining, minding } from './cost-group-stories'
import type { Town } from './cost-town'
import { sampleId } from './load-sample'

const [MERCHANT, OFFICIAL, HEAD, NEWCOMER, RESIDENT] = [
  ...['merchant-1', 'official-1', 'head', 'newcomer-1', 'resident-1'],
] as [string, string, string, string, string]
const GROUP = { conversationId: sampleId('group') }

/** Runs every story once, each after the one before. */
export async function runStories(town: Town): Promise<void> {
  await arriving(town)
  await talking(town)
  await joining(town)
  await minding(town)
  await privately(town)
  await walking(town)
}

/** Someone opens the app for the first time and becomes a person with a verified number; a member opens it again. */
async function arriving({ call, phoneCode }: Town): Promise<void> {
  await call(NEWCOMER, 'people', 'me', {}, '第一次')
  await call(NEWCOMER, 'people', 'agree', { consentVersion: CONSENT_VERSION })
  await call(NEWCOMER, 'people', 'verifyPhone', { code: await phoneCode(NEWCOMER) })
  await call(MERCHANT, 'people', 'me', {})
}

/** A merchant asks an official by @; he sees it, acknowledges it and answers; the merchant reads that. */
async function talking({ call }: Town): Promise<void> {
  const say = (person: string, text: string, more: object, way: string) =>
    call(
      person,
      'groups',
      'sendMessage',
      { ...GROUP, draftId: randomUUID(), text, mentionIds: [], ...more },
      way,
    )
  await call(MERCHANT, 'groups', 'listConversations', {})
  const { cursor } = await call(MERCHANT, 'groups', 'openConversation', GROUP)
  await call(MERCHANT, 'groups', 'readChanges', { ...GROUP, after: cursor }, '没有新的')
  await call(MERCHANT, 'groups', 'listMembers', GROUP)
  await say(HEAD, '今天起税务所的老师也在群里。', {}, '平常的话')
  await call(MERCHANT, 'groups', 'readChanges', { ...GROUP, after: cursor }, '一条新的')
  for (let n = 1; n <= 35; n++) await say(HEAD, `今天的第 ${n} 件事，请大家看看。`, {}, '平常的话')
  const mentionIds = [sampleId(OFFICIAL)]
  const asked = await say(MERCHANT, '请问民宿改造要先到哪个科室？', { mentionIds }, '带@')
  const { messageId, mentions } = asked.message
  const { obligationId } = mentions[0]!

  await call(OFFICIAL, 'duty', 'listInbox', {})
  const opened = await call(OFFICIAL, 'groups', 'openConversation', GROUP)
  await call(OFFICIAL, 'groups', 'seeMention', { obligationId, moveId: randomUUID() })
  await call(OFFICIAL, 'groups', 'acknowledgeMention', { obligationId, moveId: randomUUID() })
  await say(OFFICIAL, '先到自然资源所，我已经联系好。', { answersMessageId: messageId }, '回应@')
  const news = await call(MERCHANT, 'groups', 'readChanges', { ...GROUP, after: cursor }, '许多新的')
  await call(MERCHANT, 'groups', 'markRead', { ...GROUP, n: news.cursor })
  const [oldest] = opened.messages.map(({ order }) => order).sort((one, other) => one - other)
  await call(MERCHANT, 'groups', 'readEarlier', { ...GROUP, beforeOrder: oldest! })
}

async function privately({ call }: Town): Promise<void> {
  const other = { via: GROUP.conversationId, personId: sampleId(OFFICIAL) }
  const { conversationId } = await call(MERCHANT, 'groups', 'openPrivate', other, '第一次')
  await call(MERCHANT, 'groups', 'openPrivate', other)
  const draft = { draftId: randomUUID(), conversationId, text: '谢谢您昨天帮忙。', mentionIds: [] }
  await call(MERCHANT, 'groups', 'sendMessage', draft, '私聊')
  const block = { conversationId, blocked: true, moveId: randomUUID() }
  await call(OFFICIAL, 'groups', 'block', block)
}

/** A resident looks at the event, opens a route and stamps every point of it, one of them twice. */
async function walking({ call, db }: Town): Promise<void> {
  const { routes } = await call(RESIDENT, 'rallies', 'openEvent', {})
  const open = routes.find(({ state }) => state === 'open')
  if (!open) throw new Error('the sample has no open route')
  const { routeId } = open
  await call(RESIDENT, 'rallies', 'openRoute', { routeId })
  const sheets = (await db.collection('sheets').where({ routeId }).get()).data as { _id: string }[]
  for (const [index, sheet] of sheets.entries()) {
    const scan = { scene: sealSheet(sheet._id, '1'), scannedAt: 0 }
    await call(RESIDENT, 'rallies', 'checkIn', scan, index === 0 ? '第一枚' : '')
    if (index === 0) await call(RESIDENT, 'rallies', 'checkIn', scan, '重复扫')
  }
  await call(RESIDENT, 'rallies', 'openRoute', { routeId }, '盖满章')
}
