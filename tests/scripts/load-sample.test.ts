import articles from '../../database/sample/articles.json'
import { loadSampleOnce, sampleId } from '../../scripts/load-sample'
import { sampleOpenid } from '../../database/sample'
import { fresh } from '../support/factories'
import { START, startWorld, type World } from '../support/world'

let world: World
const options = { now: START, keyVersion: '2', secret: 'a secret of the tests' }
beforeAll(async () => {
  world = await startWorld()
  await loadSampleOnce(world.db, options)
})
afterAll(() => world.stop())

const merchant = sampleOpenid('merchant-1')
const count = async (collection: string) => (await world.db.collection(collection).count()).total

describe('the sample district', () => {
  it('has the article’s 183 members over the roles it names', async () => {
    const { conversations } = await world.ok(merchant, 'groups', 'listConversations', {})
    expect(conversations).toMatchObject([{ name: articles.tongji.group, memberCount: 183, unread: 0 }])
    const { conversationId } = conversations[0]!
    const first = await world.ok(merchant, 'groups', 'listMembers', { conversationId })
    const second = await world.ok(merchant, 'groups', 'listMembers', { conversationId, after: first.after! })
    const members = [...first.members, ...second.members]
    expect(second.after).toBeNull()
    expect(new Set(members.map((member) => member.personId)).size).toBe(183)
    expect(new Set(members.map((member) => member.name)).size).toBe(183)
    expect(members.every((member) => member.name.startsWith('示例·'))).toBe(true)
    const roles = new Set(members.map((member) => member.role))
    expect(roles).toEqual(new Set(['群主', '镇领导', '科室负责人', '律师', '媒体', '电商', '金融', '企业']))
  })

  it('has someone on duty in every office at 3 a.m., and shows the one gap it has', async () => {
    const boss = sampleOpenid('leader-1')
    world.cloud.clock.set(Date.parse('2026-04-19T03:00:00+08:00')) // a Sunday
    const { units } = await world.ok(boss, 'duty', 'listRotas', {})
    expect(units).toHaveLength(15)
    expect(units.filter(({ onDuty }) => onDuty.startsWith('示例·'))).toHaveLength(15)
    const short = units.filter(({ gaps }) => gaps > 0)
    expect(short).toMatchObject([{ name: '文旅办' }])
    const rota = await world.ok(boss, 'duty', 'openRota', { unitId: short[0]!.unitId })
    const clock = (day: string) => Date.parse(`2026-04-19T${day}:00+08:00`)
    expect(rota.gaps[0]).toEqual({ from: clock('08:30'), to: clock('18:00') })
    expect(rota.unit.dutyPhone).toBe('028-0000-0108')
    world.cloud.clock.set(START)
  })

  it('has three routes of 7, 6 and 7 points, one open now, and ten treasures', async () => {
    const { event, routes } = await world.ok(merchant, 'rallies', 'openEvent', {})
    expect(event!.articleDates).toContain('2023年4月13日')
    expect(routes.map((route) => [route.pointCount, route.state])).toEqual([
      [7, 'over'],
      [6, 'open'],
      [7, 'soon'],
    ])
    const { points, treasures } = await world.ok(merchant, 'rallies', 'openRoute', {
      routeId: routes[1]!.routeId,
    })
    expect(points).toHaveLength(6)
    const groups = ['两站', '两校', '两品', '四地标'].map(
      (name) => treasures.filter(({ group }) => group === name).length,
    )
    expect(groups).toEqual([2, 2, 2, 4])
  })

  it('has cases in the states one wants to see, each owned, and someone to take in the next', async () => {
    const { cases } = await world.ok(merchant, 'requests', 'listOwn', { before: null })
    expect(cases.map(({ state }) => state)).toEqual(['answered', 'handling', 'closed'])
    const { data } = await world.db.collection('cases').limit(100).get()
    expect(data.every((each) => each.ownerName.startsWith('示例·') && each.text.includes('示例'))).toBe(true)
    expect(new Set(data.map(({ state }) => state))).toEqual(
      new Set(['received', 'offered', 'arbitrating', 'handling', 'asking', 'answered', 'closed']),
    )
    const mine = await world.ok(sampleOpenid('leader-2'), 'requests', 'listQueue', {
      ...{ of: 'mine', unitId: null, after: null },
    })
    expect(mine.cases).toMatchObject([{ state: 'arbitrating' }])
    const form = await world.ok(merchant, 'requests', 'openForm', {})
    expect(form.topics).toHaveLength(10)
    // What the form promises is what the district has set.
    await world.db
      .collection('caseRules')
      .doc('district')
      .update({ limits: { inquiry: { workdays: 2 } } })
    expect((await world.ok(merchant, 'requests', 'openForm', {})).limits).toEqual({
      ...{ inquiry: { workdays: 2 }, ordinary: { workdays: 5 }, urgent: { hours: 2 } },
    })
  })

  it('names a trained representative of six offices, and words that handlers start from', async () => {
    const { representatives } = await world.ok(merchant, 'requests', 'listRepresentatives', {})
    expect(representatives).toHaveLength(6)
    expect(representatives.every(({ name, trainedAt }) => name.startsWith('示例·') && trainedAt)).toBe(true)
    const { data } = await world.db.collection('caseRules').doc('district').get()
    expect((data[0] as { templates: { text: string }[] }).templates).toHaveLength(4)
  })

  it('is loaded once, and an interrupted loading puts nothing back that people wrote since', async () => {
    expect(await loadSampleOnce(world.db, options)).toBe(false)
    const conversationId = sampleId('group')
    const draft = { draftId: fresh('draft'), conversationId, text: '装好之后写的', mentionIds: [] }
    const { message } = await world.ok(merchant, 'groups', 'sendMessage', draft)
    const sheets = await count('sheets')
    await world.db.collection('samples').doc('sample-1').remove() // as if the loading had died just before its mark
    expect(await loadSampleOnce(world.db, { ...options, now: START + 86_400_000 })).toBe(true)
    expect(await count('sheets')).toBe(sheets)
    const next = { ...draft, draftId: fresh('draft') }
    expect((await world.ok(merchant, 'groups', 'sendMessage', next)).message.order).toBe(message.order + 1)
  })
})
