/** The doors of the phone and the counter, and the caller who finds his case. Monday 2026-04-13 10:00. */
import { CLAIM_TRIES } from '../../../miniprogram/domain/case-callers'
import { caseNumber, parseCaseNumber } from '../../../miniprogram/domain/case-numbers'
import { aVerifiedPerson, fresh, type TestPerson } from '../../support/factories'
import { aCaseDistrict, type CaseDistrict } from '../../support/requests'
import { START, startWorld, type World } from '../../support/world'

let world: World
let district: CaseDistrict

beforeAll(async () => {
  world = await startWorld()
  district = await aCaseDistrict(world)
})
afterAll(() => world.stop())
beforeEach(() => {
  world.cloud.clock.set(START)
})

const mobileOf = async ({ personId }: TestPerson) => {
  const { data } = await world.db.collection('phones').where({ _id: personId }).get()
  return (data[0] as { number: string }).number
}
const typeIn = (by: TestPerson, phone: string, more: object = {}) =>
  world.call(by.openid, 'requests', 'typeCase', {
    ...{ draftId: fresh('draft'), door: 'phone', text: '门口路灯不亮', topicId: 'streets', kind: 'ordinary' },
    ...{ name: '示例·刘女士', organisation: '', phone },
    ...more,
  })
const typed = async (phone: string, more: object = {}) => {
  const answer = await typeIn(district.intake, phone, more)
  if (!answer.ok) throw new Error(answer.code)
  return answer.data.case
}
const claim = (by: TestPerson, number: string) => world.call(by.openid, 'requests', 'claimCase', { number })
const move = (by: TestPerson, action: string, caseId: string, more: object = {}) =>
  world.call(by.openid, 'requests', action as 'acceptCase', { caseId, moveId: fresh('move'), ...more })

it('gives a caller a number of the same series, and lets him find his case and end it', async () => {
  const caller = await aVerifiedPerson(world)
  const mobile = await mobileOf(caller)
  const { caseId, number, caller: shown } = await typed(mobile)
  expect(parseCaseNumber(number)).toBe(number)
  expect(shown).toEqual({ masked: `${mobile.slice(0, 3)}****${mobile.slice(-4)}`, found: false })
  expect(await move(caller, 'withdrawCase', caseId, { words: '' })).toMatchObject({ code: 'NOT_FOUND' })

  // As he heard it on the phone, read off his own note.
  const found = await claim(caller, `${number.slice(0, 4)} ${number.slice(4)}`)
  expect(found).toMatchObject({ ok: true, data: { case: { caseId, asks: true } } })
  expect(await claim(caller, number)).toMatchObject({ ok: true, data: { case: { caseId } } })
  const { cases } = await world.ok(caller.openid, 'requests', 'listOwn', { before: null })
  expect(cases.map((each) => each.caseId)).toEqual([caseId])

  const { intake, officer, units } = district
  for (const [by, action, more] of [
    [intake, 'dispatchCase', { unitId: units.office, words: '' }],
    [officer, 'acceptCase', {}],
    [officer, 'answerCase', { words: '灯已修好' }],
    [caller, 'confirmCase', { rating: null }],
  ] as [TestPerson, string, object][])
    expect(await move(by, action, caseId, more)).toMatchObject({ ok: true })
  const { case: ended } = await world.ok(caller.openid, 'requests', 'openCase', { caseId })
  expect(ended).toMatchObject({ shown: '已办结', ending: 'confirmed' })
  expect(ended.steps.map(({ label }) => label)).toContain('本人来看')
})

it('is found by nobody else, and the answer does not tell whether it is there', async () => {
  const [caller, other] = [await aVerifiedPerson(world), await aVerifiedPerson(world)]
  const { number } = await typed(await mobileOf(caller))
  const unknown = await claim(other, caseNumber(123_456))
  expect(unknown).toMatchObject({ ok: false, code: 'CASE_CLAIM_UNKNOWN' })
  expect(await claim(other, number)).toEqual(unknown)
  // Without his number a case is the intake's alone.
  const { number: nameless } = await typed('')
  expect(await claim(other, nameless)).toEqual(unknown)
  expect(await claim(caller, number)).toMatchObject({ ok: true })
})

it('lets nobody try numbers: five wrong ones a day, at once or one after the other', async () => {
  const [caller, thief] = [await aVerifiedPerson(world), await aVerifiedPerson(world)]
  const { number } = await typed(await mobileOf(caller))
  // A slip of the pen is no try.
  const slip = `${number.slice(0, 7)}${(Number(number[7]) + 1) % 10}`
  for (let n = 0; n < CLAIM_TRIES + 1; n += 1)
    expect(await claim(caller, slip)).toMatchObject({ code: 'CASE_NUMBER_WRONG' })
  const many = await Promise.all(
    Array.from({ length: CLAIM_TRIES + 4 }, (_, n) => claim(thief, caseNumber(1000 + n))),
  )
  const codes = many.map((answer) => (answer.ok ? '' : answer.code))
  expect(codes.filter((code) => code === 'CASE_CLAIM_UNKNOWN')).toHaveLength(CLAIM_TRIES)
  expect(codes.filter((code) => code === 'CASE_CLAIM_TRIES')).toHaveLength(4)
  world.cloud.clock.set(START + 24 * 60 * 60_000)
  expect(await claim(thief, number)).toMatchObject({ code: 'CASE_CLAIM_UNKNOWN' })
  // Right ones are not counted.
  for (let n = 0; n < CLAIM_TRIES + 1; n += 1) expect(await claim(caller, number)).toMatchObject({ ok: true })
})

it('is typed in by the intake alone, once, with a number that can be one', async () => {
  const { officer, stranger, intake, mayor } = district
  const may = async (by: TestPerson) => (await world.ok(by.openid, 'requests', 'openForm', {})).mayTypeIn
  expect([await may(intake), await may(officer), await may(stranger)]).toEqual([true, false, false])
  for (const by of [officer, stranger, mayor])
    expect(await typeIn(by, '')).toMatchObject({ ok: false, code: 'NOT_ALLOWED' })
  expect(await typeIn(intake, '12345')).toMatchObject({ code: 'CALLER_NUMBER_WRONG' })
  expect(await typeIn(intake, '', { name: ' ' })).toMatchObject({ code: 'BAD_INPUT' })
  const draftId = fresh('draft')
  const both = await Promise.all([0, 1].map(() => typeIn(intake, '', { draftId })))
  const numbers = both.map((answer) => (answer.ok ? answer.data.case.number : ''))
  expect(numbers[0]).toBe(numbers[1])
  expect(await typeIn(intake, '', { draftId, text: '另一件事' })).toMatchObject({ code: 'ID_REUSED' })
})

it('shows the whole number to those who handle it alone, and says in its history who looked', async () => {
  const { intake, officer, squadHead, units } = district
  const caller = await aVerifiedPerson(world)
  const mobile = await mobileOf(caller)
  const { caseId, number } = await typed(mobile)
  const reveal = (by: TestPerson) =>
    world.call(by.openid, 'requests', 'revealCaller', { caseId, moveId: fresh('move') })
  expect(await reveal(squadHead)).toMatchObject({ code: 'NOT_FOUND' })
  await move(intake, 'dispatchCase', caseId, { unitId: units.office, words: '' })
  await move(officer, 'acceptCase', caseId)
  expect(await reveal(district.colleague)).toMatchObject({ code: 'NOT_ALLOWED' })
  expect(await reveal(officer)).toMatchObject({ ok: true, data: { phone: mobile } })
  await claim(caller, number)
  const { case: seen } = await world.ok(caller.openid, 'requests', 'openCase', { caseId })
  expect(seen.steps.map(({ label }) => label)).toContain('看了来电号码')
  // Nothing that any phone is given holds it, nor the case itself.
  const { data } = await world.db.collection('cases').doc(caseId).get()
  expect(JSON.stringify([seen, data])).not.toContain(mobile)
  const { caseId: nameless } = await typed('')
  expect(await move(intake, 'revealCaller', nameless)).toMatchObject({ code: 'CALLER_NUMBER_NONE' })
})
