/** What the desk is told of the app: who can hold a phone, and the sheets that hang at the points. */
import { sealSheet } from '../cloudfunctions/rallies/scene-check'
import { groupMembers, residents, sampleOpenid, type SamplePerson } from '../database/sample'
import type { DeskCode, DeskPerson } from '../local/desk'
import type tcb from '@cloudbase/node-sdk'

type Database = ReturnType<ReturnType<typeof tcb.init>['database']>

/** The ordinary link on a printed sheet. WeChat's console maps this prefix to the page below. */
export const SHEET_LINK = 'https://qsj.example.com/d'
export const SHEET_PAGE = 'packages/rallies/arrive/arrive'
/** WeChat's number for "opened by scanning an ordinary QR code". */
const SCANNED_QR = 1011

export function peopleForDesk(): DeskPerson[] {
  const newcomers: SamplePerson[] = [1, 2].map((number) => ({
    key: `newcomer-${number}`,
    name: `第一次来的人 ${number}`,
    role: '还没登记',
    organisation: '',
    unit: null,
  }))
  return [...groupMembers(), ...residents(), ...newcomers].map((person) => ({
    openid: sampleOpenid(person.key),
    name: person.name,
    detail: [person.role, person.organisation].filter(Boolean).join(' · '),
    group: person.role,
  }))
}

/** The printed codes in the order of routes and points. */
export async function codesForDesk(db: Database): Promise<DeskCode[]> {
  const all = async (collection: string) => (await db.collection(collection).limit(1000).get()).data
  const [sheets, points, routes] = await Promise.all([all('sheets'), all('points'), all('routes')])
  const codes = sheets
    .filter((sheet) => sheet.withdrawnAt === null)
    .map((sheet) => {
      const point = points.find((each) => each._id === sheet.pointId)
      const route = routes.find((each) => each._id === sheet.routeId)
      const link = `${SHEET_LINK}?s=${sealSheet(sheet._id, sheet.keyVersion)}`
      const open = { path: SHEET_PAGE, query: `q=${encodeURIComponent(link)}`, scene: SCANNED_QR }
      return {
        sort: route.order * 100 + point.order,
        code: { label: point.name, group: route.name, link, open },
      }
    })
  return codes.sort((one, other) => one.sort - other.sort).map(({ code }) => code)
}
