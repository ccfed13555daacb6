/** What the journeys of a carnival share: a test event whose routes are open at once, and the ways to a stamp. */
import { join } from 'node:path'
import { startOfShanghaiDay } from '../../miniprogram/domain/times'
import { sampleOpenid } from '../../database/sample'
import { runningUrl } from '../../local/cloud/running'
import { adminDatabase, type Database } from '../../scripts/admin-database'
import type { District } from './district'
import type { Desk } from './hands'

/** The running district's database, as its administrator reaches it. */
export async function databaseOf(district: District): Promise<Database> {
  const adminUrl = `${runningUrl({ data: join(district.dataDir, 'cloud') })}/admin`
  const identity = (await (await fetch(`${adminUrl}/identity`)).json()) as {
    envId: string
    secretId: string
    secretKey: string
  }
  return adminDatabase({ ...identity, adminUrl })
}

/** All routes of the sample open from yesterday for three weeks: the weeks have tests of their own. */
export async function openAllRoutes(db: Database): Promise<void> {
  const [opensAt, closesAt] = [-1, 20].map((days) => new Date(startOfShanghaiDay(Date.now(), days)))
  const { data } = await db.collection('routes').limit(100).get()
  for (const { _id } of data) await db.collection('routes').doc(_id).update({ opensAt, closesAt })
}

/** The names of an event's points, route by route, in the order of the day; of the sample's while there is no other. */
export async function pointNames(db: Database, eventId?: string): Promise<string[]> {
  const where = eventId ? { eventId } : {}
  const [{ data: routes }, { data: points }] = await Promise.all([
    db.collection('routes').where(where).limit(100).get(),
    db.collection('points').where(where).limit(100).get(),
  ])
  const place = (routeId: string) => routes.find(({ _id }) => _id === routeId).order as number
  return points
    .sort((one, other) => place(one.routeId) - place(other.routeId) || one.order - other.order)
    .map(({ stampName }) => stampName as string)
}

/** Scans the printed code of a point with the left phone, from the page 打卡. */
export async function scans(desk: Desk, point: string): Promise<void> {
  await desk.left.taps(/^扫码打卡/)
  await desk.press(`code-${await desk.codeNumber(point)}-scan-left`)
}

/** Calls an action of the running district as somebody's phone would. @throws with the code of a refusal */
export async function callAs<Data>(
  district: District,
  who: string,
  action: string,
  input: object,
  area = 'rallies',
): Promise<Data> {
  const url = `${runningUrl({ data: join(district.dataDir, 'cloud') })}/client/function`
  const headers = { 'content-type': 'application/json', 'x-wx-openid': sampleOpenid(who) }
  const body = JSON.stringify({ name: area, data: { action, input, contract: 1 } })
  const { result } = (await (await fetch(url, { method: 'POST', headers, body })).json()) as {
    result: { ok: boolean; data: Data; code?: string }
  }
  if (!result.ok) throw new Error(`${action} refused: ${result.code}`)
  return result.data
}

/** A shift from now for some hours, made by the operator. @returns the text of its one-time code */
export async function aShift(district: District, kind: 'point' | 'desk', placeId: string): Promise<string> {
  const now = Date.now()
  const draftId = `${kind}${placeId}`.padEnd(32, '0').slice(0, 32)
  const hours = { startsAt: now - 3_600_000, endsAt: now + 5 * 3_600_000 }
  const shift = { draftId, kind, placeId, name: '示例·志愿者', ...hours }
  return (await callAs<{ code: string }>(district, 'operator-1', 'makeShift', shift)).code
}

/** Lets a waiting camera see a text, such as a code that hangs nowhere. */
export async function shows(desk: Desk, side: 'left' | 'right', text: string): Promise<void> {
  await desk.page.getByTestId('scan-text').fill(text)
  await desk.press(`scan-text-${side}`)
}
