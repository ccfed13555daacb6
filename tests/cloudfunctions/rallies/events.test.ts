/** A carnival from one spreadsheet, and changes while it is on. */
import { randomUUID } from 'node:crypto'
import { readSheet } from 'read-excel-file/node'
import { aPerson, fresh, type TestPerson } from '../../support/factories'
import { eventCells, workbookOf, type Cells } from '../../support/event-workbook'
import { anOperator, HOUR } from '../../support/rally'
import { uploadAs } from '../../support/uploads'
import { START, startWorld, type World } from '../../support/world'

let world: World
let operator: TestPerson
beforeAll(async () => {
  world = await startWorld()
  operator = await anOperator(world)
})
afterAll(() => world.stop())
beforeEach(() => {
  world.cloud.clock.set(START)
})

const DAY = 24 * HOUR
async function importCells(cells: Cells, by = operator) {
  const path = `chat/event-${randomUUID()}.xlsx`
  const fileId = await uploadAs(world, by.openid, path, await workbookOf(cells))
  return world.call(by.openid, 'rallies', 'importEvent', { importId: fresh('import'), fileId })
}
async function imported(name: string, state?: 'on'): Promise<string> {
  const answer = await importCells(eventCells(name))
  if (!answer.ok || answer.data.problems.length > 0) throw new Error(JSON.stringify(answer))
  const { eventId } = answer.data
  if (state)
    await world.ok(operator.openid, 'rallies', 'setEventState', { moveId: fresh('move'), eventId, state })
  return eventId
}
const of = async (collection: string, eventId: string) =>
  (await world.db.collection(collection).where({ eventId }).limit(100).get()).data
async function sheetsOf(eventId: string) {
  const { sheets } = await world.ok(operator.openid, 'rallies', 'openPrints', { eventId })
  return sheets
}
const scan = (by: TestPerson, scene: string, more = {}) =>
  world.call(by.openid, 'rallies', 'checkIn', { scene, scannedAt: START, ...more })
const change = <Kind extends object>(eventId: string, what: Kind) =>
  world.ok(operator.openid, 'rallies', 'changeEvent', {
    ...{ moveId: fresh('move'), eventId, reason: '下雨' },
    ...what,
  } as never)

describe('the workbook', () => {
  it('is given empty, with every column, to operators alone', async () => {
    const { base64, fileName } = await world.ok(operator.openid, 'rallies', 'eventTemplate', {})
    expect(fileName).toBe('活动模板.xlsx')
    const [headings] = await readSheet(Buffer.from(base64, 'base64'), '点位')
    expect(headings).toContain('地址')
    const stranger = await aPerson(world)
    expect(await world.call(stranger.openid, 'rallies', 'eventTemplate', {})).toMatchObject({
      code: 'NOT_ALLOWED',
    })
    expect(await importCells(eventCells(), stranger)).toMatchObject({ code: 'NOT_ALLOWED' })
  })

  it('makes a carnival: routes, points with hours, sessions and duty, desks, gifts, a sheet for each point', async () => {
    const answer = await importCells(eventCells('全套示例'))
    expect(answer).toMatchObject({
      ok: true,
      data: { name: '全套示例', added: 8, changed: 0, problems: [], missing: [] },
    })
    const eventId = answer.ok ? answer.data.eventId : ''
    const [event] = (await world.db.collection('events').where({ _id: eventId }).get()).data
    expect(event).toMatchObject({
      state: 'draft',
      organisers: { host: ['示例甲', '示例乙'] },
      partners: ['示例书店'],
    })
    expect(event.closesAt).toEqual(new Date(START - 10 * HOUR + 14 * DAY))
    const points = await of('points', eventId)
    expect(points).toHaveLength(3)
    const gallery = points.find(({ name }) => name === '时光书廊')
    expect(gallery).toMatchObject({
      ways: ['sheet', 'staff'],
      radius: 150,
      lunch: '12:00—13:00 午休',
      hours: '09:00—18:00',
    })
    expect(gallery.openHours).toHaveLength(14) // two a day, for a week
    expect(gallery.openHours[0].from).toEqual(new Date(START - HOUR))
    expect(gallery).toMatchObject({ sessions: [{ name: '读书会' }], duty: [{ name: '示例·小李' }] })
    expect(points.find(({ name }) => name === '音乐客厅')).toMatchObject({
      ways: ['sheet', 'rotating'],
      hours: '09:00—18:00',
    })
    expect(await of('gifts', eventId)).toMatchObject([{ rule: { atLeast: 2, required: [gallery._id] } }])
    const sheets = await sheetsOf(eventId)
    expect(sheets).toHaveLength(3)
    expect(sheets[0]!.shortCode).toMatch(/^[2-9A-Z]{4}-[2-9A-Z]{4}$/)
    // Numbers of those on duty are not for everybody.
    const { points: shown } = await world.ok((await aPerson(world)).openid, 'rallies', 'openRoute', {
      routeId: gallery.routeId,
    })
    expect(JSON.stringify(shown)).not.toContain('17000000001')
  })

  it('imported again changes only what changed, and keeps what was changed in the app', async () => {
    const eventId = await imported('再导示例')
    const cells = eventCells('再导示例')
    expect(await importCells(cells)).toMatchObject({ data: { added: 0, changed: 0, same: 8 } })
    const points = await of('points', eventId)
    const gallery = points.find(({ name }) => name === '时光书廊')
    await change(eventId, { kind: '换点', pointId: gallery._id, place: '新地方', position: null })
    cells.点位[1]![3] = '示例路 22 号'
    cells.点位[0]![4] = '听两首歌'
    expect(await importCells(cells)).toMatchObject({ data: { added: 0, changed: 2, same: 6 } })
    const after = await of('points', eventId)
    expect(after.find(({ name }) => name === '音乐客厅')).toMatchObject({ place: '示例路 22 号' })
    expect(after.find(({ name }) => name === '时光书廊')).toMatchObject({
      place: '新地方',
      activity: '听两首歌',
    })
    cells.点位.pop()
    cells.路线.pop()
    expect(await importCells(cells)).toMatchObject({ data: { missing: ['乐活社区', '友邻中心'] } })
    expect(await of('points', eventId)).toHaveLength(3)
  })

  it('tells by sheet, row and column what is wrong, and writes nothing then', async () => {
    const cells = eventCells('有错示例')
    cells.路线[0]![1] = '四月十三'
    cells.点位[1]![3] = ''
    const first = await importCells(cells)
    expect(first).toMatchObject({ ok: true, data: { added: 0 } })
    expect(first.ok && first.data.problems.map(({ sentence }) => sentence)).toEqual([
      '「路线」第 2 行：开始日期「四月十三」看不懂，请写成日期，像 2026-04-13',
      '「点位」第 3 行：没有写地址',
    ])
    const more = eventCells('有错示例')
    more.点位[0]![14] = '扫脸'
    more.场次[0]![1] = '没有的点'
    more.礼物[0]![3] = 9
    more.路线.push([...more.路线[0]!])
    const second = await importCells(more)
    expect(second.ok && second.data.problems.map(({ sheet, row, column }) => [sheet, row, column])).toEqual([
      ['路线', 4, '路线'],
      ['点位', 2, '打卡方式'],
      ['场次', 2, '点位'],
      ['礼物', 2, '至少几个点'],
    ])
    expect((await world.db.collection('events').where({ name: '有错示例' }).get()).data).toEqual([])
  })

  it('sent again after a lost answer gives the same result', async () => {
    const send = async (importId: string) => {
      const fileId = await uploadAs(
        world,
        operator.openid,
        `chat/event-${randomUUID()}.xlsx`,
        await workbookOf(eventCells('重发示例')),
      )
      return world.call(operator.openid, 'rallies', 'importEvent', { importId, fileId })
    }
    const importId = fresh('import')
    const first = await send(importId)
    expect(await send(importId)).toMatchObject({
      ok: true,
      data: { added: 8, eventId: first.ok && first.data.eventId },
    })
  })
})

it('a draft is opened, ended and called off by its operator, once each', async () => {
  const eventId = await imported('开关示例')
  const person = await aPerson(world)
  const [sheet] = await sheetsOf(eventId)
  expect(await scan(person, sheet!.scene)).toMatchObject({ code: 'ROUTE_NOT_OPEN' })
  const set = (state: 'on' | 'over' | 'cancelled', moveId = fresh('move')) =>
    world.call(operator.openid, 'rallies', 'setEventState', { moveId, eventId, state })
  const moveId = fresh('move')
  for (const _ of [1, 2]) expect(await set('on', moveId)).toMatchObject({ ok: true })
  expect(await scan(person, sheet!.scene)).toMatchObject({ ok: true })
  expect(await set('on')).toMatchObject({ code: 'MOVE_REFUSED' })
  expect(await set('over')).toMatchObject({ ok: true, data: { state: 'over' } })
})

describe('a change while it is on', () => {
  it('停办 of a point: shown, refused from then on, no honest earlier scan refused, and waived in the gift’s rule', async () => {
    const eventId = await imported('停办示例', 'on')
    const [sheet] = await sheetsOf(eventId)
    const moveId = fresh('move')
    const close = { moveId, kind: '停办', pointId: sheet!.pointId, from: START }
    for (const _ of [1, 2]) await change(eventId, close)
    const [early, late] = [await aPerson(world), await aPerson(world)]
    world.cloud.clock.set(START + HOUR)
    const seen = { cloud: START - HOUR, phone: START - HOUR }
    expect(await scan(late, sheet!.scene, { scannedAt: START + HOUR, seen })).toMatchObject({
      code: 'POINT_CLOSED',
    })
    expect(await scan(early, sheet!.scene, { scannedAt: START - 1, seen })).toMatchObject({ ok: true })
    const { points } = await world.ok(late.openid, 'rallies', 'openRoute', { routeId: sheet!.routeId })
    expect(points[0]).toMatchObject({
      closedFrom: START,
      changes: [{ kind: '停办', text: '「时光书廊」今天 10:00起停办：下雨' }],
    })
    const { gifts } = await world.ok(late.openid, 'rallies', 'openGifts', { eventId })
    expect(gifts[0]!.rule).toBe('「玩美社区」盖满 1 个点（「时光书廊」停办，不用盖）')
  })

  it('改期 keeps scans of the former weeks, moves the hours and the end of the event', async () => {
    const eventId = await imported('改期示例', 'on')
    const [sheet] = await sheetsOf(eventId)
    const weeks = { opensAt: START + 20 * DAY, closesAt: START + 25 * DAY }
    await change(eventId, { kind: '改期', routeId: sheet!.routeId, ...weeks })
    const [early, late] = [await aPerson(world), await aPerson(world)]
    world.cloud.clock.set(START + HOUR)
    const seen = { cloud: START - HOUR, phone: START - HOUR }
    expect(await scan(early, sheet!.scene, { seen, scannedAt: START - 1 })).toMatchObject({ ok: true })
    expect(await scan(late, sheet!.scene, { seen, scannedAt: START + HOUR })).toMatchObject({
      code: 'ROUTE_NOT_OPEN',
    })
    world.cloud.clock.set(START + 25 * DAY + 71 * HOUR)
    const there = { cloud: START + 21 * DAY, phone: START + 21 * DAY }
    expect(await scan(late, sheet!.scene, { seen: there, scannedAt: START + 21 * DAY })).toMatchObject({
      ok: true,
    })
  })

  it('reaches those who saved the point: at the next opening once, and by a message if they consented', async () => {
    const eventId = await imported('通知示例', 'on')
    const [sheet] = await sheetsOf(eventId)
    const { pointId } = sheet!
    const [saver, other] = [await aPerson(world), await aPerson(world)]
    await world.ok(saver.openid, 'rallies', 'savePoint', { pointId, saved: true })
    await world.ok(other.openid, 'rallies', 'savePoint', { pointId, saved: true })
    await world.ok(other.openid, 'rallies', 'savePoint', { pointId, saved: false })
    world.cloud.clock.set(START + HOUR)
    const [point] = (await world.db.collection('points').where({ _id: pointId }).get()).data
    const [{ sessionId }] = point.sessions
    const times = { startsAt: START + 30 * HOUR, endsAt: START + 31 * HOUR }
    await change(eventId, { kind: '场次', pointId, sessionId, ...times })
    world.cloud.clock.set(START + 2 * HOUR)
    const read = () => world.ok(saver.openid, 'rallies', 'readSaved', {})
    expect(await read()).toMatchObject({
      changes: [
        { pointName: '时光书廊', change: { kind: '场次', text: expect.stringContaining('读书会改到') } },
      ],
    })
    expect(await read()).toEqual({ changes: [] })
    expect((await world.ok(other.openid, 'rallies', 'readSaved', {})).changes).toEqual([])
    const pushes = (await world.db.collection('pushes').where({ name: 'pointChange' }).get()).data
    expect(pushes).toMatchObject([{ personId: saver.personId }])
  })
})

it('a leaked sheet is replaced: the old one ends now, the new one is good, and twice is one new sheet', async () => {
  const eventId = await imported('换码示例', 'on')
  const [old] = await sheetsOf(eventId)
  const replace = () =>
    world.ok(operator.openid, 'rallies', 'replaceSheet', { moveId: fresh('move'), sheetId: old!.sheetId })
  const renewed = await replace()
  expect((await replace()).sheetId).toBe(renewed.sheetId)
  const person = await aPerson(world)
  expect(await scan(person, old!.scene)).toMatchObject({ code: 'CODE_WITHDRAWN' })
  expect(await scan(person, renewed.shortCode)).toMatchObject({ ok: true })
  expect(await sheetsOf(eventId)).toHaveLength(3)
})

it('paper cards are made in a pile, once however often it is sent', async () => {
  const eventId = await imported('纸卡示例', 'on')
  const [route] = await of('routes', eventId)
  const draft = { draftId: fresh('draft'), routeId: route._id, count: 120 }
  const { serials } = await world.ok(operator.openid, 'rallies', 'makePaperCards', draft)
  expect(new Set(serials).size).toBe(120)
  expect((await world.ok(operator.openid, 'rallies', 'makePaperCards', draft)).serials).toEqual(serials)
  expect(await world.db.collection('cards').where({ routeId: route._id }).count()).toMatchObject({
    total: 120,
  })
  const { openid } = await aPerson(world)
  expect((await world.ok(openid, 'rallies', 'openPaperCard', { serial: serials[0]! })).card).toMatchObject({
    state: 'free',
  })
})

describe('the trial walk', () => {
  it('counts hung sheets on site, sees a wrong place, weak signal and empty hours, and is wiped by one act', async () => {
    const eventId = await imported('试走示例')
    const sheets = await sheetsOf(eventId)
    const at = (scene: string, more = {}) =>
      world.call(operator.openid, 'rallies', 'trialScan', { scene, scannedAt: START, waited: false, ...more })
    const there = { latitude: 30.66, longitude: 104.1, accuracy: 20 }
    expect(await at(sheets[0]!.scene, { position: { ...there, latitude: 30.67 } })).toMatchObject({
      data: { state: 'wrongPlace', done: 0, of: 3 },
    })
    expect(await at(sheets[0]!.scene, { position: there })).toMatchObject({
      data: { state: 'scanned', done: 1, of: 3 },
    })
    expect(await at(sheets[1]!.scene, { waited: true })).toMatchObject({ data: { done: 2 } })
    const stranger = await aPerson(world)
    const input = { scene: sheets[2]!.scene, scannedAt: START, waited: false }
    expect(await world.call(stranger.openid, 'rallies', 'trialScan', input)).toMatchObject({
      code: 'NOT_ALLOWED',
    })
    const page = await world.ok(operator.openid, 'rallies', 'openTrial', { eventId })
    expect(page).toMatchObject({ done: 2, of: 3, stock: [{ name: '帆布袋', items: 0 }] })
    expect(page.points.map(({ state, noSignal }) => [state, noSignal])).toEqual([
      ['scanned', false],
      ['scanned', true],
      ['notScanned', false],
    ])
    expect(page.points[0]!.hoursWithoutPerson[0]).toBe('今天 13:00 至 18:00')
    expect(await world.db.collection('stamps').where({ eventId }).count()).toMatchObject({ total: 0 })
    expect(
      await world.ok(operator.openid, 'rallies', 'wipeTrial', { moveId: fresh('move'), eventId }),
    ).toEqual({ wiped: 2 })
    expect(await world.ok(operator.openid, 'rallies', 'openTrial', { eventId })).toMatchObject({ done: 0 })
  })
})

describe('the day-of board', () => {
  it('counts by the timer, once however often it fires; tells silent points and whom to call', async () => {
    const eventId = await imported('看板示例', 'on')
    const sheets = await sheetsOf(eventId)
    const people = await Promise.all([1, 2, 3].map(() => aPerson(world)))
    for (const person of people) await scan(person, sheets[0]!.scene)
    const tick = () => world.cloud.timers.fire('rallies', 'due')
    world.cloud.clock.set(START + 60_000)
    world.cloud.faults.timersTwice = true
    await tick()
    world.cloud.faults.timersTwice = false
    await scan(await aPerson(world), sheets[0]!.scene, { scannedAt: START + 60_000, sentAt: START + 60_000 })
    world.cloud.clock.set(START + 25 * 60_000)
    await tick()
    const board = await world.ok(operator.openid, 'rallies', 'openBoard', { eventId })
    expect(board).toMatchObject({ stamps: 4, countedAt: START + 24.5 * 60_000 })
    const byName = Object.fromEntries(board.points.map((point) => [point.name, point]))
    expect(byName.时光书廊).toMatchObject({
      ...{ stamps: 4, lastAt: START + 60_000, silent: true },
      contact: { name: '示例·小李', phone: '17000000001' },
    })
    expect(byName.音乐客厅).toMatchObject({ stamps: 0, silent: true })
    expect(byName.友邻中心).toMatchObject({ silent: false }) // opens next week
    expect(board.desks).toMatchObject([{ name: '东门兑换台', contact: { name: '示例·小王' } }])
  })

  it('lists what looks odd for a person, who closes it with a word', async () => {
    const eventId = await imported('存疑示例', 'on')
    const sheets = await sheetsOf(eventId)
    await scan(await aPerson(world), sheets[0]!.scene, {
      position: { latitude: 30.7, longitude: 104.1, accuracy: 10 },
    })
    const list = () => world.ok(operator.openid, 'rallies', 'listFlags', { eventId })
    const { flags } = await list()
    expect(flags).toMatchObject([{ kinds: ['far'], pointName: '时光书廊', detail: '离点位 4.4 公里' }])
    const close = { moveId: fresh('move'), stampId: flags[0]!.stampId, note: '定位飘了' }
    expect(await world.ok(operator.openid, 'rallies', 'closeFlag', close)).toEqual({ closed: true })
    expect((await list()).flags).toEqual([])
  })

  it('flags a burst of one sheet on its last stamp', async () => {
    const eventId = await imported('连刷示例', 'on')
    const sheets = await sheetsOf(eventId)
    world.cloud.clock.set(START + 60_000)
    await world.cloud.timers.fire('rallies', 'due')
    const people = await Promise.all(Array.from({ length: 45 }, () => aPerson(world)))
    for (const person of people)
      await scan(person, sheets[0]!.scene, { scannedAt: START + 60_000, sentAt: START + 60_000 })
    world.cloud.clock.set(START + 120_000)
    await world.cloud.timers.fire('rallies', 'due')
    const { flags } = await world.ok(operator.openid, 'rallies', 'listFlags', { eventId })
    expect(flags).toMatchObject([{ kinds: ['burst'], detail: '同一张码一会儿盖了 45 次' }])
  })
})
