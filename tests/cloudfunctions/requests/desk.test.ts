/** What handlers do among themselves. The clock stands at Monday 2026-04-13 10:00. */
import { aCase, aCaseDistrict, type CaseDistrict } from '../../support/requests'
import { fresh, type TestPerson } from '../../support/factories'
import { START, startWorld, type World } from '../../support/world'

const HOUR = 60 * 60_000
const DAY = 24 * HOUR
let world: World
let district: CaseDistrict
let caseId: string

beforeAll(async () => {
  world = await startWorld()
  district = await aCaseDistrict(world)
})
afterAll(() => world.stop())
beforeEach(async () => {
  world.cloud.clock.set(START)
  caseId = (await aCase(world, district)).caseId
})

const move = (by: TestPerson, action: string, more: object = {}) =>
  world.call(by.openid, 'requests', action as 'acceptCase', { caseId, moveId: fresh('move'), ...more })
/** In the order given; each must succeed. */
async function moves(...steps: [TestPerson, string, object?][]) {
  for (const [by, action, more] of steps) {
    const answer = await move(by, action, more)
    if (!answer.ok) throw new Error(`${action}: ${answer.code} ${JSON.stringify(answer.facts)}`)
  }
}
const view = async (by: TestPerson) => (await world.ok(by.openid, 'requests', 'openCase', { caseId })).case
const inbox = async (by: TestPerson) =>
  (await world.ok(by.openid, 'duty', 'listInbox', {})).items.flatMap(({ source, mine }) =>
    source.area === 'requests' && source.caseId === caseId ? [{ label: source.label, mine }] : [],
  )
const fire = () => world.cloud.timers.fire('requests', 'due')
const handled = () =>
  moves(
    [district.intake, 'dispatchCase', { unitId: district.units.office, words: '' }],
    [district.officer, 'acceptCase'],
  )

it('tells the requester of progress, and keeps notes among handlers', async () => {
  const { requester, officer, officeHead } = district
  await handled()
  await moves(
    [officer, 'sayProgress', { words: '已经去看过现场' }],
    [officeHead, 'noteCase', { words: '注意时限' }],
  )
  expect((await view(requester)).steps.map(({ words }) => words)).toEqual(['', '', '', '已经去看过现场'])
  expect((await view(requester)).desk).toBeNull()
  expect((await view(officer)).steps.at(-1)).toMatchObject({ label: '内部备注', words: '注意时限' })
  expect(await move(requester, 'noteCase', { words: '看看' })).toMatchObject({ code: 'NOT_ALLOWED' })
})

it('an offered case stays with the giver until it is taken', async () => {
  const { officer, colleague, squadOfficer } = district
  await handled()
  expect(await move(officer, 'offerCase', { personId: squadOfficer.personId, words: '' })).toMatchObject({
    code: 'NOT_STAFF',
  })
  const offer = { personId: colleague.personId, words: '我下周休假' }
  await moves([officer, 'offerCase', offer])
  expect(await inbox(officer)).toEqual([{ label: '在办', mine: true }])
  expect(await inbox(colleague)).toEqual([{ label: '在办', mine: false }])
  expect((await view(colleague)).mayMove).toEqual(expect.arrayContaining(['take', 'declineOffer']))
  await moves([colleague, 'declineCaseOffer', { words: '' }])
  expect(await inbox(colleague)).toEqual([])
  await moves([officer, 'offerCase', offer], [colleague, 'takeCase'])
  expect(await inbox(officer)).toEqual([])
  expect(await inbox(colleague)).toEqual([{ label: '在办', mine: true }])
})

it('sending back counts as a refusal, and what was settled cannot be sent back', async () => {
  const { intake, officer, squadOfficer, arbiter, units } = district
  await handled()
  await moves(
    [officer, 'sendBackCase', { words: '其实是街面的事' }],
    [intake, 'dispatchCase', { unitId: units.squad, words: '' }],
    [squadOfficer, 'refuseCase', { words: '不归我们管' }],
  )
  expect(await inbox(arbiter)).toEqual([{ label: '待裁定', mine: true }])
  await moves([arbiter, 'settleCase', { unitId: units.office, words: '营商办牵头' }])
  expect(await move(district.officeHead, 'sendBackCase', { words: '不' })).toMatchObject({
    code: 'CASE_SETTLED',
  })
})

it('a helping unit owes its opinion by its own date, on the same ladder, and the case stays', async () => {
  const { officer, squadOfficer, squadHead, mayor, stranger, units } = district
  await handled()
  await moves([officer, 'askOpinion', { unitId: units.squad, workdays: 1, words: '占道怎么算' }])
  expect(await inbox(squadHead)).toEqual([{ label: '请协办', mine: true }])
  expect(await inbox(officer)).toEqual([{ label: '在办', mine: true }])
  expect(await move(officer, 'giveOpinion', { words: '我自己说' })).toMatchObject({ code: 'NOT_ALLOWED' })
  expect(await move(stranger, 'giveOpinion', { words: '我说' })).toMatchObject({ code: 'NOT_FOUND' })
  // Owed on Tuesday 18:00; a working day later the leader above the squad hears of it, and the case is not late.
  world.cloud.clock.set(START + 3 * DAY)
  for (let run = 0; run < 4; run += 1) await fire()
  expect(await inbox(mayor)).toEqual([{ label: '请协办', mine: false }])
  expect(await view(officer)).toMatchObject({ late: false, ownerName: '示例·陈科员' })
  await moves([squadOfficer, 'giveOpinion', { words: '占道要城管批' }])
  expect(await inbox(squadHead)).toEqual([])
  expect((await view(officer)).desk?.opinions).toMatchObject([
    { unitId: units.squad, answeredAt: START + 3 * DAY },
  ])
  expect((await view(district.requester)).steps.map(({ words }) => words)).not.toContain('占道要城管批')
})

it('nobody waits for an opinion once the case is answered', async () => {
  const { officer, squadHead, units } = district
  await handled()
  await moves(
    [officer, 'askOpinion', { unitId: units.squad, workdays: 2, words: '怎么看' }],
    [officer, 'answerCase', { words: '可以办' }],
  )
  expect(await inbox(squadHead)).toEqual([])
  expect(await move(squadHead, 'giveOpinion', { words: '晚了' })).toMatchObject({ code: 'MOVE_REFUSED' })
})

it("the firm sees its helper and the helper's steps by name", async () => {
  const { requester, officer, colleague, squadOfficer, units } = district
  await handled()
  expect(
    await move(officer, 'nameHelper', { unitId: units.squad, personId: squadOfficer.personId }),
  ).toMatchObject({ code: 'NOT_STAFF' })
  await moves(
    [officer, 'nameHelper', { unitId: units.office, personId: colleague.personId }],
    [colleague, 'tellHelp', { words: '陪您去窗口交了材料' }],
  )
  const seen = await view(requester)
  expect(seen.helper).toEqual({ name: '示例·周科员', unitName: '营商环境办（示例）' })
  expect(seen.steps.at(-1)).toMatchObject({ label: '帮办', by: '示例·周科员', words: '陪您去窗口交了材料' })
})

it('is extended once, by somebody above who did not ask', async () => {
  const { officer, officeHead, requester, mayor } = district
  await handled()
  const due = (await view(requester)).dueAt
  await moves([officer, 'askExtension', { workdays: 3, words: '要等区里批复' }])
  expect(await inbox(officeHead)).toEqual([{ label: '在办', mine: false }])
  expect(await move(officer, 'grantExtension', { words: '' })).toMatchObject({ code: 'NOT_ALLOWED' })
  await moves([officeHead, 'grantExtension', { words: '同意' }])
  // Monday + 3 working days.
  expect((await view(requester)).dueAt).toBe(due + 3 * DAY)
  expect(await inbox(officeHead)).toEqual([])
  expect(await move(officer, 'askExtension', { workdays: 3, words: '再要' })).toMatchObject({
    code: 'CASE_EXTENDED',
  })

  caseId = (await aCase(world, district)).caseId
  await moves(
    [district.intake, 'dispatchCase', { unitId: district.units.office, words: '' }],
    [officeHead, 'acceptCase'],
    [officeHead, 'askExtension', { workdays: 3, words: '要等区里批复' }],
  )
  // The head owes it himself: his own head decides.
  expect(await move(officeHead, 'grantExtension', { words: '' })).toMatchObject({ code: 'NOT_ALLOWED' })
  expect(await inbox(mayor)).toEqual([{ label: '在办', mine: false }])
  await moves([mayor, 'refuseExtension', { words: '抓紧办' }])
  expect((await view(requester)).dueAt).toBe(due)
  expect((await view(requester)).steps.map(({ words }) => words)).not.toContain('抓紧办')
})

it('another class has another limit from the receipt, without what the requester was asked for', async () => {
  const { intake, officer, requester } = district
  await handled()
  const reclassify = { kind: 'hard', topicId: 'permits' }
  expect(await move(officer, 'reclassifyCase', reclassify)).toMatchObject({ code: 'NOT_ALLOWED' })
  await moves([officer, 'askRequester', { words: '哪一间' }])
  world.cloud.clock.set(START + 2 * DAY)
  await moves([requester, 'supply', { words: '左边那间' }], [intake, 'reclassifyCase', reclassify])
  // 15 working days after Monday 13 April, with 1 to 5 May free and 9 May worked: 7 May at 18:00; and two that stood still.
  expect((await view(requester)).dueAt).toBe(Date.UTC(2026, 4, 9, 10))
})

it('is rated once, also when it was closed without', async () => {
  const { officer, requester } = district
  await handled()
  const rating = { stars: 4, words: '', savedTrip: false }
  await moves([officer, 'answerCase', { words: '办好了' }], [requester, 'confirmCase', { rating: null }])
  await moves([requester, 'rateCase', { rating }])
  expect(await move(requester, 'rateCase', { rating })).toMatchObject({ code: 'CASE_RATED' })
})
