/** Among many cases every question of the area is answered by a declared index: the local cloud says so of a scan. */
import type { Case } from '../../../miniprogram/domain/cases'
import { fresh, type TestPerson } from '../../support/factories'
import { aCase, aCaseDistrict } from '../../support/requests'
import { startWorld } from '../../support/world'

const OTHERS = 150

it('looks at no more cases than it needs', async () => {
  const lines: string[] = []
  const world = await startWorld({ log: (line) => lines.push(line) })
  try {
    const { db } = world
    const district = await aCaseDistrict(world)
    const { requester, intake, officer, mayor, units } = district
    const { caseId } = await aCase(world, district)
    const pattern = (await db.collection('cases').doc(caseId).get()).data[0] as Case
    delete pattern.unfollowed
    const others = Array.from({ length: OTHERS }, (_, n) => ({
      ...{ ...pattern, _id: fresh('other'), number: String(40_000_000 + n), requesterId: fresh('firm') },
      ...{ ownerId: fresh('owner'), unitId: 'elsewhere', unitPath: ['elsewhere'], nextAt: null },
      receivedAt: new Date(Date.UTC(2025, 5, 1)),
    }))
    await db.collection('cases').add(others as never)
    const { data } = await db.collection('obligations').where({ _id: caseId }).get()
    const owed = others.map(({ _id, ownerId }) => ({
      ...(data[0] as object),
      _id,
      ownerId,
      calledIds: [ownerId],
    }))
    await db.collection('obligations').add(owed as never)
    lines.length = 0
    const before = world.cloud.databaseRequests().length
    const ok = (by: TestPerson, action: string, input: object) =>
      world.ok(by.openid, 'requests', action as 'openCase', input as never)
    const move = () => ({ caseId, moveId: fresh('move') })
    const place = { latitude: 22.84, longitude: 113.25, address: '示例路 1 号' }
    await ok(requester, 'listOwn', { before: null })
    await ok(requester, 'findSimilar', { text: '招牌', topicId: 'permits', place, notCaseId: null })
    await ok(intake, 'dispatchCase', { ...move(), unitId: units.office, words: '' })
    await ok(officer, 'acceptCase', move())
    const queue = { of: 'unit', unitId: units.office, after: null }
    await ok(officer, 'listQueue', queue)
    await ok(officer, 'listQueue', { ...queue, after: { dueAt: 0, caseId: 'a' } })
    await ok(officer, 'listQueue', { of: 'mine', unitId: null, after: null })
    await ok(officer, 'openCase', { caseId })
    await ok(mayor, 'readFigures', { month: '2026-04' })
    await ok(mayor, 'exportCases', { month: '2026-04', exportId: fresh('export') })
    await world.cloud.timers.fire('requests', 'due')
    const asked = world.cloud.databaseRequests().slice(before)
    const many = asked.filter(({ collection, invocation }) => collection === 'cases' && invocation)
    expect(many.length).toBeGreaterThan(15)
    expect(many.filter(({ examined }) => (examined ?? 0) > 20)).toEqual([])
    expect(lines.filter((line) => /cases|obligations/.test(line) && /index|scan/.test(line))).toEqual([])
  } finally {
    await world.stop()
  }
})
