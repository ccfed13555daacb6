/** Photos of cases: the requester's and the handlers', and nobody else's. */
import { aCaseDistrict, type CaseDistrict } from '../../support/requests'
import { fresh, type TestPerson } from '../../support/factories'
import { uploadAs } from '../../support/uploads'
import { START, startWorld, type World } from '../../support/world'

let world: World
let district: CaseDistrict
beforeAll(async () => {
  world = await startWorld()
  district = await aCaseDistrict(world)
})
afterAll(() => world.stop())
beforeEach(() => world.cloud.clock.set(START))

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)
const photoOf = async ({ openid }: TestPerson) => ({
  ...{ fileId: await uploadAs(world, openid, `cases/${fresh('photo')}.png`, PNG), width: 4, height: 3 },
})
type Photo = Awaited<ReturnType<typeof photoOf>>
const raise = (by: TestPerson, photos: Photo[]) =>
  world.call(by.openid, 'requests', 'raiseCase', {
    draftId: fresh('draft'),
    ...{ text: '门口的树枝压到电线了', topicId: 'streets', kind: 'ordinary', place: null, photos },
    ...{ name: '示例·王掌柜', organisation: '示例小吃店' },
  })
async function raised(photos: Photo[]): Promise<string> {
  const answer = await raise(district.requester, photos)
  if (!answer.ok) throw new Error(answer.code)
  return answer.data.case.caseId
}
const move = (by: TestPerson, action: string, caseId: string, more: object = {}) =>
  world.ok(by.openid, 'requests', action as 'acceptCase', { caseId, moveId: fresh('move'), ...more })
const links = async (by: TestPerson, caseId: string) => {
  const answer = await world.call(by.openid, 'requests', 'photoLinks', { caseId })
  return answer.ok ? answer.data.photos.map(({ state, url }) => [state, url !== '']) : answer.code
}

/** Waits until the pushed results of all checks are kept. */
async function checked(): Promise<void> {
  world.cloud.clock.advance(3000)
  for (;;) {
    const { total } = await world.db.collection('pictures').where({ state: 'checking' }).count()
    if (total === 0) return
  }
}

it('come with the case: seen by who asked and who handles it, not by staff of other units', async () => {
  const { requester, intake, officer, squadOfficer, stranger, mayor, units } = district
  const caseId = await raised([await photoOf(requester), await photoOf(requester)])
  const { case: view } = await world.ok(requester.openid, 'requests', 'openCase', { caseId })
  expect(view.photos).toMatchObject([{ width: 4, height: 3 }, { width: 4 }])
  expect(JSON.stringify(view)).not.toContain('cloud://')
  const both = [
    ['checking', true],
    ['checking', true],
  ]
  expect(await links(requester, caseId)).toEqual(both)
  expect(world.requestsOfLastCall()).toBe(4)
  expect(await links(intake, caseId)).toEqual(both)
  for (const other of [officer, squadOfficer, stranger]) expect(await links(other, caseId)).toBe('NOT_FOUND')

  await move(intake, 'dispatchCase', caseId, { unitId: units.office, words: '' })
  expect(await links(officer, caseId)).toEqual(both)
  expect(await links(mayor, caseId)).toEqual(both)
  expect(await links(squadOfficer, caseId)).toBe('NOT_FOUND')
  const [photo] = (await world.ok(officer.openid, 'requests', 'photoLinks', { caseId })).photos
  expect(Buffer.from(await (await fetch(photo!.url)).arrayBuffer())).toEqual(PNG)

  // What a unit has sent back is no longer its to see.
  await move(officer, 'refuseCase', caseId, { words: '不是我们管的' })
  expect(await links(officer, caseId)).toBe('NOT_FOUND')
})

it('come with an answer and a supply; what an official sends is shown once WeChat has looked at it', async () => {
  const { requester, intake, officer, units } = district
  const caseId = await raised([])
  expect(await links(requester, caseId)).toEqual([])
  await move(intake, 'dispatchCase', caseId, { unitId: units.office, words: '' })
  await move(officer, 'acceptCase', caseId)
  await move(officer, 'askRequester', caseId, { words: '请拍一张门头' })
  await move(requester, 'supply', caseId, { words: '拍了', photos: [await photoOf(requester)] })
  await checked()
  await move(officer, 'answerCase', caseId, { words: '修好了', photos: [await photoOf(officer)] })
  const { case: view } = await world.ok(requester.openid, 'requests', 'openCase', { caseId })
  expect([view.photos.length, view.answer!.photos.length]).toEqual([1, 1])
  expect(view.steps.map(({ move: name, photos }) => `${name} ${photos.length}`)).toEqual([
    ...['raise 0', 'dispatch 0', 'accept 0', 'ask 0', 'supply 1', 'answer 1'],
  ])
  expect(await links(requester, caseId)).toEqual([
    ['shown', true],
    ['checking', false],
  ])
  await checked()
  expect(await links(requester, caseId)).toEqual([
    ['shown', true],
    ['shown', true],
  ])
})

it('one’s own only, and no more than six', async () => {
  const { requester, stranger } = district
  const another = await photoOf(stranger)
  await raise(stranger, [another])
  expect(await raise(requester, [another])).toMatchObject({ ok: false, code: 'PICTURE_NOT_YOURS' })
  const seven = Array.from({ length: 7 }, () => another)
  expect(await raise(stranger, seven)).toMatchObject({ ok: false, code: 'BAD_INPUT' })
  const text = await uploadAs(world, requester.openid, 'cases/list.png', Buffer.from('no picture'))
  const sent = await raise(requester, [{ fileId: text, width: 4, height: 3 }])
  expect(sent).toMatchObject({ ok: false, code: 'PICTURE_UNREADABLE' })
})

it('whose check never answers is asked for again when its sender looks ten minutes later', async () => {
  const { requester, intake } = district
  world.cloud.breakOpenApi('security.mediaCheckAsync', 'silent')
  const caseId = await raised([await photoOf(requester)])
  world.cloud.breakOpenApi('security.mediaCheckAsync', null)
  world.cloud.clock.set(START + 10 * 60_000)
  await links(intake, caseId)
  await links(requester, caseId)
  await checked()
  expect(await links(requester, caseId)).toEqual([['shown', true]])
})
