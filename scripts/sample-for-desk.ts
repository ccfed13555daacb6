/** What the desk is told of the app: who can hold a phone, and the sheets that hang at the points. */
import { sealSheet } from '../cloudfunctions/rallies/scene-check'
import { paperCode } from '../miniprogram/domain/codes'
import { saySerial } from '../miniprogram/domain/serials'
import { CODE_LINK } from '../miniprogram/deployment'
import { routeState } from '../miniprogram/domain/checkins'
import { sayDate } from '../miniprogram/domain/times'
import { groupMembers, inspectors, newcomers, operators, residents, sampleOpenid } from '../database/sample'
import type { DeskCode, DeskPerson } from '../local/desk'
import type { Database } from './admin-database'

export const SHEET_PAGE = 'packages/rallies/arrive/arrive'
/** WeChat's number for "opened by scanning an ordinary QR code". */
const SCANNED_QR = 1011

/** Three things to try, in the desk's own guide. */
export const STORIES = [
  {
    title: '群里 @ 一位科室负责人',
    lines: [
      '左机是一位商户：打开「群聊」里的通济营商环境共建，点 @ 选右机那位负责人，写一句话，发送。',
      '右机不用碰：首页「待我回应」自己出现这一条，点「回应」写一句。',
      '左机自己收到回复，@ 变成「已回应」；点它能看到每一步的时间。',
    ],
  },
  {
    title: '提一件诉求',
    lines: [
      '左机还是那位商户：打开「诉求」，点「提诉求」，写一句、加张照片，选一类，交上去，记下编号。',
      '网络选「断」再提一件：留在手机里；换回「好」，自己交上去。',
      '右机交给示例·杨主任（便民服务中心）：「诉求」里点「待办」，把它派给一个单位；左机那一件自己变。',
    ],
  },
  {
    title: '扫码盖章',
    lines: [
      '把左机交给一位居民，打开「打卡」，点「扫码打卡」。',
      '在「打卡码」里找正在开放的路线，点一张码的「左机扫一扫」：明信片上就有这一站的章。',
      '再扫一次还是这个章；在下面随便打几个字当作假码，会被拒绝。',
    ],
  },
]

export function peopleForDesk(): DeskPerson[] {
  return [...groupMembers(), ...operators(), ...inspectors(), ...residents(), ...newcomers()].map(
    (person) => ({
      openid: sampleOpenid(person.key),
      name: person.name,
      detail: [person.role, person.organisation].filter(Boolean).join(' · '),
      group: person.role,
    }),
  )
}

/**
 * The printed codes in the order of routes and points; the route that is open first, since that is the one to try.
 * @param now in ms
 */
export async function codesForDesk(db: Database, now: number): Promise<DeskCode[]> {
  const all = async (collection: string) => (await db.collection(collection).limit(1000).get()).data
  const [sheets, points, routes, cards] = await Promise.all([
    all('sheets'),
    all('points'),
    all('routes'),
    all('cards'),
  ])
  const codes = sheets
    .filter((sheet) => sheet.withdrawnAt === null)
    .map((sheet) => {
      const point = points.find((each) => each._id === sheet.pointId)
      const route = routes.find((each) => each._id === sheet.routeId)
      const weeks = { opensAt: route.opensAt.getTime(), closesAt: route.closesAt.getTime() }
      const note = `${sayDate(weeks.opensAt)} 至 ${sayDate(weeks.closesAt - 1)} 开放`
      const link = `${CODE_LINK}?s=${sealSheet(sheet._id, sheet.keyVersion)}`
      const open = { path: SHEET_PAGE, query: `q=${encodeURIComponent(link)}`, scene: SCANNED_QR }
      return {
        sort: (routeState(weeks, now) === 'open' ? 0 : 10_000) + route.order * 100 + point.order,
        code: { label: point.name, group: route.name, link, note, open },
      }
    })
  const paper = cards
    .filter((card) => card.kind === 'paper')
    .map((card) => {
      const route = routes.find((each) => each._id === card.routeId)
      const link = `${CODE_LINK}?s=${paperCode(card._id)}`
      const open = { path: SHEET_PAGE, query: `q=${encodeURIComponent(link)}`, scene: SCANNED_QR }
      const label = `纸卡 ${saySerial(card._id)}`
      return {
        sort: 20_000 + route.order,
        code: { label, group: `${route.name} · 纸明信片`, link, note: '谁的都不是', open },
      }
    })
  return [...codes, ...paper].sort((one, other) => one.sort - other.sort).map(({ code }) => code)
}
