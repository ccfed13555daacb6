/** Pictures of points: at most three, the operator's own, seen by residents once WeChat has looked at them. */
import { uploadAs } from '../../support/uploads'
import { aPerson, aRoute, fresh, type TestPerson, type TestRoute } from '../../support/factories'
import { anOperator } from '../../support/rally'
import { START, startWorld, type World } from '../../support/world'

let world: World
let route: TestRoute
let operator: TestPerson
let resident: TestPerson
beforeAll(async () => {
  world = await startWorld()
  ;[operator, resident] = [await anOperator(world), await aPerson(world)]
})
afterAll(() => world.stop())
beforeEach(async () => {
  world.cloud.clock.set(START)
  route = await aRoute(world)
})

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)
const uploaded = ({ openid }: TestPerson, folder = 'points') =>
  uploadAs(world, openid, `${folder}/${fresh('picture')}.png`, PNG)
const add = (fileId: string, moveId = fresh('move'), by = operator) =>
  world.call(by.openid, 'rallies', 'addPointPicture', {
    ...{ moveId, pointId: route.points[0]!.pointId, fileId, width: 4, height: 3 },
  })
async function added(): Promise<string[]> {
  const answer = await add(await uploaded(operator))
  if (!answer.ok) throw new Error(answer.code)
  return answer.data.pictures
}
async function checked(): Promise<void> {
  world.cloud.clock.advance(3000)
  for (let asked = 0; asked < 500; asked += 1) {
    const { total } = await world.db.collection('pictures').where({ state: 'checking' }).count()
    if (total === 0) return
  }
  throw new Error('no result came of the check')
}
const seen = async (keptPictures?: string[]) => {
  const input = { routeId: route.routeId, ...(keptPictures ? { keptPictures } : {}) }
  const { points } = await world.ok(resident.openid, 'rallies', 'openRoute', input)
  return points.map(({ pictures = [] }) => pictures)
}
const listed = async () => {
  const { points } = await world.ok(operator.openid, 'rallies', 'listPointPictures', {
    eventId: route.eventId,
  })
  return points.map(({ pictures }) => pictures.map(({ state }) => state))
}

it('are shown to residents once WeChat has passed them, in the two requests a route costs', async () => {
  const [pictureId] = await added()
  expect(await seen()).toEqual([[], [], []])
  expect(await listed()).toEqual([['checking'], [], []])
  await checked()
  const [first, ...others] = await seen()
  const [picture] = first!
  expect(world.requestsOfLastCall()).toBe(2)
  expect(others).toEqual([[], []])
  expect(picture).toMatchObject({ pictureId, width: 4, height: 3 })
  expect(Buffer.from(await (await fetch(picture!.url)).arrayBuffer())).toEqual(PNG)
  expect(await seen([pictureId!])).toMatchObject([[{ pictureId, url: '' }], [], []])
  expect(await listed()).toEqual([['shown'], [], []])
  expect(world.requestsOfLastCall()).toBe(3)
})

it('one that WeChat refuses is seen by nobody else', async () => {
  world.cloud.breakOpenApi('security.mediaCheckAsync', 'risky')
  await added()
  await checked()
  world.cloud.breakOpenApi('security.mediaCheckAsync', null)
  expect(await seen()).toEqual([[], [], []])
  expect(await listed()).toEqual([['refused'], [], []])
})

it('three at most, also of four that come at one instant; a repeat is the same', async () => {
  const files = await Promise.all([1, 2, 3, 4].map(() => uploaded(operator)))
  const answers = await Promise.all(files.map((fileId) => add(fileId)))
  expect(answers.filter(({ ok }) => ok)).toHaveLength(3)
  expect(answers.find(({ ok }) => !ok)).toMatchObject({ code: 'POINT_PICTURES_FULL', facts: { max: 3 } })
  const there = files[answers.findIndex(({ ok }) => ok)]!
  expect(await add(there)).toMatchObject({ ok: true })
  expect((await listed())[0]).toHaveLength(3)
})

it('go from every point’s page when they are taken away, and a late repeat does not bring them back', async () => {
  const [fileId, moveId] = [await uploaded(operator), fresh('move')]
  const answer = await add(fileId, moveId)
  await checked()
  const [pictureId] = answer.ok ? answer.data.pictures : []
  const gone = { moveId: fresh('move'), pointId: route.points[0]!.pointId, pictureId: pictureId! }
  await world.ok(operator.openid, 'rallies', 'removePointPicture', gone)
  expect(await seen()).toEqual([[], [], []])
  expect(await add(fileId, moveId)).toMatchObject({ ok: true, data: { pictures: [] } })
  expect(await seen()).toEqual([[], [], []])
})

it('are one’s own, and pictures', async () => {
  expect(await add(await uploaded(resident, 'chat'))).toMatchObject({ ok: true }) // the first who sends it has it
  const another = await anOperator(world)
  const his = await uploaded(another)
  await add(his, fresh('move'), another)
  expect(await add(his)).toMatchObject({ ok: false, code: 'PICTURE_NOT_YOURS' })
  const text = await uploadAs(world, operator.openid, 'points/list.png', Buffer.from('no picture'))
  expect(await add(text)).toMatchObject({ ok: false, code: 'PICTURE_UNREADABLE' })
})

it('one whose check never answers is asked for again when its operator looks ten minutes later', async () => {
  world.cloud.breakOpenApi('security.mediaCheckAsync', 'silent')
  await added()
  world.cloud.breakOpenApi('security.mediaCheckAsync', null)
  world.cloud.clock.set(START + 10 * 60_000)
  await listed()
  await checked()
  expect((await seen())[0]).toHaveLength(1)
})
