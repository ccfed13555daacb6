/** What tests are made of. Each factory goes through the app's own actions where there is one. */
import { sealSheet } from '../../cloudfunctions/rallies/scene-check'
import { CONSENT_VERSION } from '../../miniprogram/domain/people'
import { FUNCTION_VARIABLES, START, type World } from './world'

let made = 0
/** A name that no other test of this file has used. */
export const fresh = (kind: string) => `${kind}-${(made += 1)}-${'x'.repeat(8)}`

export interface TestPerson {
  openid: string
  personId: string
}

/** Someone who has agreed to the privacy text. */
export async function aPerson(world: World): Promise<TestPerson> {
  const openid = fresh('oTest')
  const { me } = await world.ok(openid, 'people', 'agree', { consentVersion: CONSENT_VERSION })
  return { openid, personId: me.personId }
}

/** A person whose phone number is verified through WeChat's own way. */
export async function aVerifiedPerson(world: World): Promise<TestPerson> {
  const person = await aPerson(world)
  const response = await fetch(`${world.cloud.url}/client/phone-code`, {
    method: 'POST',
    headers: { 'x-wx-openid': person.openid },
  })
  const { code } = (await response.json()) as { code: string }
  await world.ok(person.openid, 'people', 'verifyPhone', { code })
  return person
}

export interface TestGroup {
  conversationId: string
  merchant: TestPerson
  official: TestPerson
  lawyer: TestPerson
  head: TestPerson
}

/** A group with a merchant, an official, a lawyer and 群主, all verified. */
export async function aGroup(world: World, { answerWithinMinutes = 30 } = {}): Promise<TestGroup> {
  const conversationId = fresh('group')
  const [merchant, official, lawyer, head] = await Promise.all([
    aVerifiedPerson(world),
    aVerifiedPerson(world),
    aVerifiedPerson(world),
    aVerifiedPerson(world),
  ])
  const at = new Date(START)
  await world.db.collection('conversations').doc(conversationId).set({
    kind: 'group',
    name: '通济营商环境共建（示例）',
    unitId: 'unit-tongji',
    headId: head.personId,
    memberCount: 4,
    n: 0,
    answerWithinMinutes,
    createdAt: at,
  })
  await world.db.collection('ticks').doc(conversationId).set({ conversationId, n: 0 })
  const roles = [
    { person: merchant, role: '企业', name: '示例·王掌柜' },
    { person: official, role: '科室负责人', name: '示例·陈主任' },
    { person: lawyer, role: '律师', name: '示例·周律师' },
    { person: head, role: '群主', name: '示例·孟主席' },
  ]
  await world.db
    .collection('audiences')
    .doc(conversationId)
    .set({ openids: roles.map(({ person }) => person.openid) })
  for (const [index, { person, role, name }] of roles.entries()) {
    await world.db
      .collection('members')
      .doc(`${conversationId}.${person.personId}`)
      .set({
        conversationId,
        personId: person.personId,
        name,
        role,
        organisation: '示例单位',
        unitId: role === '科室负责人' ? 'unit-office' : null,
        sortKey: `0${index}.${person.personId}`,
        state: 'active',
        readN: 0,
        joinedAt: at,
        helpsWith: '',
        channel: '',
        phoneShared: false,
        searchKey: '',
        history: [],
      })
  }
  return { conversationId, merchant, official, lawyer, head }
}

export interface TestRoute {
  eventId: string
  routeId: string
  /** Points with the scene of the sheet that hangs there. */
  points: { pointId: string; sheetId: string; scene: string }[]
}

/** A route of three points, open for the week after START unless told otherwise. */
export async function aRoute(
  world: World,
  { opensIn = 0, days = 7, keyVersion = '2' } = {},
): Promise<TestRoute> {
  process.env.SCENE_KEYS = FUNCTION_VARIABLES.SCENE_KEYS
  const DAY = 24 * 60 * 60 * 1000
  const [eventId, routeId] = [fresh('event'), fresh('route')]
  const { db } = world
  await db
    .collection('events')
    .doc(eventId)
    .set({
      unitId: 'u',
      state: 'on',
      name: '嘉年华（示例）',
      theme: '',
      district: '示例区',
      articleDates: '',
      organisers: { host: [], coHost: [], carriedOutBy: [] },
    })
  await db
    .collection('routes')
    .doc(routeId)
    .set({
      eventId,
      order: 1,
      name: '示例路线',
      pointKind: '示例点',
      base: '示例社区',
      gathering: '友邻荟',
      opensAt: new Date(START + opensIn * DAY),
      closesAt: new Date(START + (opensIn + days) * DAY),
      pointCount: 3,
      treasures: [{ group: '两站', name: '老火车站（示例）', drawing: 'station-a' }],
    })
  const points = await Promise.all(
    [1, 2, 3].map(async (order) => {
      const pointId = `${routeId}-point-${order}`
      const sheetId = `sheet${Math.random().toString(36).slice(2, 9).padEnd(7, '0')}`
      await db
        .collection('points')
        .doc(pointId)
        .set({
          routeId,
          order,
          name: `点 ${order}（示例）`,
          stampName: `点${order}`,
          place: '示例路',
          hours: '09:00—18:00',
          activity: '',
        })
      await db
        .collection('sheets')
        .doc(sheetId)
        .set({ eventId, routeId, pointId, keyVersion, withdrawnAt: null })
      return { pointId, sheetId, scene: sealSheet(sheetId, keyVersion) }
    }),
  )
  return { eventId, routeId, points }
}
