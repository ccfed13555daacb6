/** The door of the chat: from an @ to a case, and back into the chat. The clock stands at Monday 2026-04-13 10:00. */
import { aGroup, fresh, type TestGroup, type TestPerson } from '../../support/factories'
import { aCaseDistrict, type CaseDistrict } from '../../support/requests'
import { START, startWorld, type World } from '../../support/world'
import { mentionsIn } from '../groups/mention-talk'
import { talkIn } from '../groups/talk'

let world: World
let district: CaseDistrict
let group: TestGroup

const { sent, read } = talkIn(() => world)
const { asked, stored } = mentionsIn(() => world)

beforeAll(async () => {
  world = await startWorld()
  district = await aCaseDistrict(world)
  group = await aGroup(world)
})
afterAll(() => world.stop())
beforeEach(() => {
  world.cloud.clock.set(START)
})

const raise = (by: TestPerson, obligationId: string, text = '招牌要怎么报，想这周挂上') =>
  world.call(by.openid, 'requests', 'raiseFromChat', {
    obligationId,
    ...{ text, topicId: 'permits', kind: 'ordinary' },
  })
const move = (by: TestPerson, action: string, caseId: string, more: object = {}) =>
  world.ok(by.openid, 'requests', action as 'acceptCase', { caseId, moveId: fresh('move'), ...more })
const show = (by: TestPerson, obligationId: string) =>
  world.ok(by.openid, 'groups', 'showCase', { obligationId })
const fire = (area: string) => world.cloud.timers.fire(area, 'due')

/** What somebody reads of it in the group. */
async function seen(by: TestPerson, messageId: string, caseId: string) {
  const { messages } = await read(group, by)
  const question = messages.find((message) => message.messageId === messageId)!
  const card = messages.find(({ caseCard, answers }) => caseCard && answers?.messageId === messageId)
  return {
    mention: question.mentions[0]!,
    card: card?.caseCard ?? null,
    cards: messages.filter(({ caseCard }) => caseCard?.caseId === caseId).length,
  }
}

async function raised(by: TestPerson, obligationId: string) {
  const answer = await raise(by, obligationId)
  if (!answer.ok) throw new Error(answer.code)
  return answer.data
}

it('makes one case of one message, whoever taps first, and ends the @ with it', async () => {
  const { messageId, obligationId } = await asked(group)
  const both = await Promise.all([
    raise(group.merchant, obligationId),
    raise(group.official, obligationId, '企业问招牌怎么报'),
  ])
  expect(both.map(({ ok }) => ok)).toEqual([true, true])
  const [one, other] = both.flatMap((answer) => (answer.ok ? [answer.data] : []))
  expect(one!.number).toBe(other!.number)
  expect([one!.already, other!.already].sort()).toEqual([false, true])
  const obligation = await stored(obligationId)
  expect(obligation).toMatchObject({ state: 'transferred', open: false, card: { number: one!.number } })
  expect(obligation.history.filter(({ move: made }) => made === 'transfer')).toHaveLength(1)
  const { case: own } = await world.ok(group.merchant.openid, 'requests', 'openCase', { caseId: one!.caseId })
  expect(own).toMatchObject({
    ...{ door: 'chat', shown: '收到了', requesterName: '示例·王掌柜', organisation: '示例单位' },
    chat: { conversationId: group.conversationId, messageId },
  })
})

it('is for the asker and those called alone: to others the @ is not there', async () => {
  const { obligationId } = await asked(group)
  for (const other of [group.lawyer, group.head, district.stranger, district.intake])
    expect(await raise(other, obligationId)).toMatchObject({ ok: false, code: 'NOT_FOUND' })
  expect(await raise(group.merchant, 'no-such-obligation-at-all')).toMatchObject({ code: 'NOT_FOUND' })
  await world.db
    .collection('members')
    .doc(`${group.conversationId}.${group.official.personId}`)
    .update({ state: 'removed' })
  expect(await raise(group.official, obligationId)).toMatchObject({ code: 'NOT_FOUND' })
  await world.db
    .collection('members')
    .doc(`${group.conversationId}.${group.official.personId}`)
    .update({ state: 'active' })
})

it('makes no case of what is answered already, and refuses what the content check refuses', async () => {
  const { messageId, obligationId } = await asked(group)
  expect(await raise(group.merchant, obligationId, '  ')).toMatchObject({ code: 'TEXT_EMPTY' })
  expect(await raise(group.merchant, obligationId, '违规示例')).toMatchObject({ code: 'CONTENT_REFUSED' })
  await sent(group, group.official, '带执照来', { answersMessageId: messageId })
  expect(await raise(group.merchant, obligationId)).toMatchObject({ code: 'MOVE_REFUSED' })
})

it('releases others who were asked in the same message, unless each was to answer for himself', async () => {
  for (const askEach of [false, true]) {
    const message = await sent(group, group.merchant, '你们谁管招牌', {
      mentionIds: [group.official.personId, group.lawyer.personId],
      askEach,
    })
    const [first, second] = message.mentions
    await raised(group.merchant, first!.obligationId)
    expect((await stored(second!.obligationId)).state).toBe(askEach ? 'asked' : 'released')
  }
})

it('comes back into the chat: number and state for all, its words for the asker until he shares them', async () => {
  const { messageId, obligationId } = await asked(group)
  const { caseId, number } = await raised(group.merchant, obligationId)
  const { mention } = await show(group.merchant, obligationId)
  expect(mention!.case).toEqual({ caseId, number, state: 'received' })
  // The lawyer is not concerned: he reads number and state, and could not open it.
  expect(await seen(group.lawyer, messageId, caseId)).toMatchObject({
    mention: { case: { caseId: null, number, state: 'received' } },
    card: null,
  })
  await move(district.intake, 'dispatchCase', caseId, { unitId: district.units.office, words: '' })
  await move(district.officer, 'acceptCase', caseId)
  await move(district.officer, 'answerCase', caseId, { words: '带营业执照来就行' })
  // Who answers is not in that group: he is told nothing, and it is shown all the same.
  expect(await show(district.officer, obligationId)).toEqual({ mention: null })
  const ofAsker = await seen(group.merchant, messageId, caseId)
  expect(ofAsker).toMatchObject({
    cards: 1,
    mention: { case: { state: 'answered' } },
    card: { state: 'answered', words: '带营业执照来就行', unitName: '营商环境办（示例）' },
  })
  expect((await seen(group.lawyer, messageId, caseId)).card).toMatchObject({ state: 'answered', words: '' })

  await move(group.merchant, 'shareCase', caseId)
  await show(group.merchant, obligationId)
  expect((await seen(group.lawyer, messageId, caseId)).card).toMatchObject({ words: '带营业执照来就行' })
  await move(group.merchant, 'confirmCase', caseId, { rating: null })
  await show(group.merchant, obligationId)
  const last = await seen(group.merchant, messageId, caseId)
  expect(last).toMatchObject({ cards: 1, card: { state: 'closed' }, mention: { case: { state: 'closed' } } })
  const after = await seen(group.lawyer, messageId, caseId)
  expect(after.card).toMatchObject({ caseId: null, state: 'closed', words: '带营业执照来就行' })
})

it('lets nobody but the asker share, and only what came from a chat', async () => {
  const { obligationId } = await asked(group)
  const { caseId } = await raised(group.official, obligationId)
  const share = (by: TestPerson) =>
    world.call(by.openid, 'requests', 'shareCase', { caseId, moveId: fresh('move') })
  expect(await share(group.lawyer)).toMatchObject({ code: 'NOT_FOUND' })
  expect(await share(district.intake)).toMatchObject({ code: 'NOT_ALLOWED' })
  // Who raised it for the asker follows it, and decides nothing for him.
  expect(await share(group.official)).toMatchObject({ code: 'NOT_ALLOWED' })
  expect(await share(group.merchant)).toMatchObject({ ok: true })
  expect(await share(group.merchant)).toMatchObject({ code: 'CASE_NOT_TO_SHARE' })
})

it('is finished by the timers when everything died after the case was written', async () => {
  const { messageId, obligationId } = await asked(group)
  const { caseId } = await raised(group.merchant, obligationId)
  // As the database stood before anything followed.
  const command = world.db.command
  await world.db.collection('obligations').where({ _id: caseId }).remove()
  await world.db
    .collection('obligations')
    .doc(obligationId)
    .update({
      ...{ state: 'asked', open: true, history: [], steps: [] },
      ...{ card: command.remove(), cardDueAt: command.remove() },
    })
  await world.db.collection('cases').doc(caseId).update({ unfollowed: true })
  await fire('requests')
  expect(await stored(obligationId)).toMatchObject({ state: 'transferred', card: { revision: 1 } })
  await fire('groups')
  await fire('groups')
  expect(await seen(group.lawyer, messageId, caseId)).toMatchObject({
    mention: { case: { state: 'received' } },
  })
  expect((await stored(obligationId)).cardDueAt).toBeUndefined()
})

it('costs what its docstrings say', async () => {
  const { obligationId } = await asked(group)
  const cost: Record<string, number> = {}
  await raised(group.merchant, obligationId)
  cost.raise = world.requestsOfLastCall()
  await raised(group.merchant, obligationId)
  cost.again = world.requestsOfLastCall()
  await show(group.merchant, obligationId)
  cost.show = world.requestsOfLastCall()
  await show(group.merchant, obligationId)
  cost.shownAlready = world.requestsOfLastCall()
  expect(cost).toEqual({ raise: 17, again: 4, show: 7, shownAlready: 3 })
})
