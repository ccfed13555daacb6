/** Figures of a month, recomputed from rows: the articles' 130 cases, of which 128 were done; and their sheet. */
import { readSheet } from 'read-excel-file/node'
import type { Case } from '../../../miniprogram/domain/cases'
import { aVerifiedPerson, fresh, type TestPerson } from '../../support/factories'
import { aCase, aCaseDistrict, type CaseDistrict } from '../../support/requests'
import { startWorld, START, type World } from '../../support/world'

let world: World
let district: CaseDistrict
let pattern: Case

beforeAll(async () => {
  world = await startWorld()
  district = await aCaseDistrict(world)
  const { caseId } = await aCase(world, district)
  pattern = (await world.db.collection('cases').doc(caseId).get()).data[0] as Case
  await world.db.collection('cases').doc(caseId).remove()
  await load(START, 126, { state: 'closed', ending: 'confirmed', rating: rated(5, true) })
  await load(START, 1, { state: 'closed', ending: 'confirmed', rating: rated(2, false), disputes: 1 })
  await load(START, 1, { state: 'closed', ending: 'silent' })
  await load(START, 2, { state: 'handling', lateAt: new Date(START) })
  // Of others the figures say so, beside the shares.
  await load(START, 3, { state: 'declined' })
  await load(START, 1, { state: 'withdrawn' })
  // The last minute of March and the first of May are other months.
  await load(Date.UTC(2026, 2, 31, 15, 59), 1, { state: 'handling' })
  await load(Date.UTC(2026, 3, 30, 16), 1, { state: 'handling' })
})
afterAll(() => world.stop())

const rated = (stars: number, savedTrip: boolean) => ({ stars, words: '', savedTrip, at: new Date(START) })

let made = 0
async function load(at: number, count: number, more: object): Promise<void> {
  const { office, town } = district.units
  const unit = { unitId: office, unitName: '营商环境办（示例）', unitPath: [office, town] }
  const cases = Array.from({ length: count }, () => {
    made += 1
    return {
      ...{ ...pattern, ...unit, rating: null, ending: null, disputes: 0, lateAt: null, nextAt: null },
      ...{ _id: fresh('case'), number: String(30_000_000 + made), receivedAt: new Date(at), ...more },
    }
  })
  await world.db.collection('cases').add(cases as never)
}

const read = (by: keyof Omit<CaseDistrict, 'units'>, month = '2026-04') =>
  world.call(district[by].openid, 'requests', 'readFigures', { month })

it('130 came in and 128 are done: 98.46 %, and nothing is dropped', async () => {
  const answer = await read('mayor')
  expect(world.requestsOfLastCall()).toBe(3)
  expect(answer).toMatchObject({
    ok: true,
    data: {
      figures: {
        ...{ received: 134, done: { percent: 98.46, count: 128, of: 130 }, open: 2, late: 2 },
        ...{ confirmed: 127, silent: 1, declined: 3, withdrawn: 1, merged: 0 },
        ...{ satisfied: { percent: 99.21, count: 126, of: 127 }, unrated: 1, disputed: 1 },
        saved: { trips: 126, minutes: 3780 },
      },
      ...{ units: null, compared: null, mayExport: true },
    },
  })
})

it('a month without cases has no share', async () => {
  expect(await read('officer', '2026-01')).toMatchObject({
    data: { figures: { received: 0, done: { percent: null, count: 0, of: 0 } } },
  })
})

it('says nothing about a named person', async () => {
  const said = JSON.stringify(await read('mayor'))
  for (const name of ['示例·陈科员', '示例·程主任', '示例·王掌柜', district.officer.personId])
    expect(said).not.toContain(name)
})

it('is for officials', async () => {
  for (const by of ['requester', 'stranger'] as const)
    expect(await read(by)).toMatchObject({ ok: false, code: 'NOT_ALLOWED' })
})

it('puts units beside each other only when that was switched on in writing', async () => {
  const compare = (by: TestPerson, reason: string | null, moveId = fresh('move')) =>
    world.call(by.openid, 'requests', 'compareUnits', { reason, moveId })
  for (const by of [district.mayor, district.intake, district.stranger])
    expect(await compare(by, '季度通报要用')).toMatchObject({ code: 'NOT_ALLOWED' })
  expect(await compare(district.intakeHead, '  ')).toMatchObject({ code: 'BAD_INPUT' })
  expect(await read('mayor')).toMatchObject({ data: { units: null } })
  const by = await world.ok(district.intakeHead.openid, 'requests', 'compareUnits', {
    ...{ reason: '季度通报要用', moveId: fresh('move') },
  })
  expect(world.requestsOfLastCall()).toBe(6)
  expect(by.compared!.by).toContain('示例·')
  expect(await read('mayor')).toMatchObject({
    data: {
      compared: { by: by.compared!.by, reason: '季度通报要用' },
      units: [{ figures: { received: 134 } }],
    },
  })
  const { rules, revision } = await world.ok(district.intakeHead.openid, 'requests', 'openRules', {})
  expect(
    await world.ok(district.intakeHead.openid, 'requests', 'setRules', {
      ...{ rules: rules!, revision, moveId: fresh('move') },
    }),
  ).toMatchObject({ compared: { reason: '季度通报要用' } })
  await compare(district.intakeHead, null)
  expect(await read('mayor')).toMatchObject({ data: { compared: null, units: null } })
})

it('the sheet says who took it and when, holds no phone number, and is on record once', async () => {
  const input = { month: '2026-04', exportId: fresh('export') }
  await world.ok(district.officeHead.openid, 'requests', 'exportCases', input)
  const { base64, rows, whole } = await world.ok(district.officeHead.openid, 'requests', 'exportCases', input)
  expect([rows, whole]).toEqual([134, true])
  const lines = (await readSheet(Buffer.from(base64, 'base64'))) as unknown[][]
  expect(lines).toHaveLength(136)
  expect(String(lines[0]![0])).toContain('由 示例·程主任 于')
  expect(JSON.stringify(lines)).not.toMatch(/1[3-9]\d{9}/)
  const { data } = await world.db
    .collection('caseExports')
    .where({ personId: district.officeHead.personId })
    .get()
  expect(data).toMatchObject([{ name: '示例·程主任', filter: { month: '2026-04' }, rows: 134 }])
  expect(await world.call(district.officer.openid, 'requests', 'exportCases', input)).toMatchObject({
    code: 'NOT_ALLOWED',
  })
})

it('lets each take out only what is his to read', async () => {
  const rowsFor = async (by: TestPerson) => {
    const input = { month: '2026-04', exportId: fresh('export') }
    const answer = await world.call(by.openid, 'requests', 'exportCases', input)
    return answer.ok ? answer.data.rows : answer.code
  }
  const { intake, mayor, squadHead, inspector, officer, requester } = district
  const rows = await Promise.all([intake, mayor, squadHead, inspector, officer, requester].map(rowsFor))
  // 督查 reads what was reported to it, and in this month nothing was.
  expect(rows).toEqual([134, 134, 0, 0, 'NOT_ALLOWED', 'NOT_ALLOWED'])
  const operator = await aVerifiedPerson(world)
  await world.db.collection('persons').doc(operator.personId).update({ operator: true })
  expect(await rowsFor(operator)).toBe('NOT_ALLOWED')
})
