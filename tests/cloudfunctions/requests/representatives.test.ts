/** 首席代表: one of each unit, and nobody who has left. */
import { entryIdOf } from '../../../cloudfunctions/requests/representatives/store'
import { representativeCode, representativeIn } from '../../../miniprogram/domain/representatives'
import { aCaseDistrict, type CaseDistrict } from '../../support/requests'
import { fresh, type TestPerson } from '../../support/factories'
import { startWorld, type World } from '../../support/world'

let world: World
let district: CaseDistrict

beforeAll(async () => {
  world = await startWorld()
  district = await aCaseDistrict(world)
})
afterAll(() => world.stop())

const name = (by: TestPerson, personId: string | null, more: object = {}) =>
  world.call(by.openid, 'requests', 'nameRepresentative', {
    ...{ unitId: district.units.office, personId, trainedAt: null, moveId: fresh('move'), ...more },
  })
const listed = async (by: TestPerson) =>
  (await world.ok(by.openid, 'requests', 'listRepresentatives', {})).representatives.map(
    ({ unitName, name: who, phone }) => ({ unitName, who, phone }),
  )

it('is named by the head of the unit, of its own staff, and found by everybody and by the code', async () => {
  const { officeHead, officer, squadHead, squadOfficer, stranger, units } = district
  expect(await name(squadHead, officer.personId)).toMatchObject({ code: 'NOT_ALLOWED' })
  expect(await name(officer, officer.personId)).toMatchObject({ code: 'NOT_ALLOWED' })
  expect(await name(officeHead, squadOfficer.personId)).toMatchObject({ code: 'NOT_STAFF' })
  const trainedAt = Date.UTC(2026, 2, 2)
  expect(await name(officeHead, officer.personId, { trainedAt })).toMatchObject({ ok: true })
  const id = entryIdOf(units.office)
  expect(representativeIn(`https://example.com/d?s=${encodeURIComponent(representativeCode(id))}`)).toBe(id)
  const scanned = await world.ok(stranger.openid, 'requests', 'openRepresentative', { id })
  expect(scanned.representative).toMatchObject({ name: '示例·陈科员', trainedAt, phone: null, mine: false })
})

it('his own number is seen once he shares it, and not that of who comes after him', async () => {
  const { officeHead, officer, colleague, stranger, units } = district
  await name(officeHead, officer.personId)
  const id = entryIdOf(units.office)
  const share = (by: TestPerson) => world.call(by.openid, 'requests', 'shareOwnPhone', { id, shared: true })
  expect(await share(colleague)).toMatchObject({ code: 'NOT_ALLOWED' })
  expect((await listed(stranger))[0]!.phone).toBeNull()
  await share(officer)
  expect((await listed(stranger))[0]!.phone).toMatch(/^1\d{10}$/)
  await name(officeHead, colleague.personId)
  expect(await listed(stranger)).toEqual([
    { unitName: '营商环境办（示例）', who: '示例·周科员', phone: null },
  ])
})

it('who leaves the unit is gone at once, and the code says whose it is', async () => {
  const { officeHead, colleague, stranger, units } = district
  await name(officeHead, colleague.personId)
  await world.db.collection('members').doc(`staff.${colleague.personId}`).update({ state: 'removed' })
  expect(await listed(stranger)).toEqual([])
  expect(
    await world.ok(stranger.openid, 'requests', 'openRepresentative', { id: entryIdOf(units.office) }),
  ).toEqual({ representative: null, unitName: '营商环境办（示例）' })
})
