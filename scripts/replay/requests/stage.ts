/** Who plays: two firms, the intake, three units with staff and heads, a mayor above, arbiter, 督查, and strangers. */
import { identityIdOf } from '../../../cloudfunctions/_kit/ids'
import type { LocalCloud } from '../../../local/cloud'
import { CONSENT_VERSION } from '../../../miniprogram/domain/people'
import { adminDatabase, type Database } from '../../admin-database'

export interface Player {
  personId: string
  openid: string
  name: string
  /** Works there; null for firms, arbiter and strangers. */
  unitId: string | null
}

export interface Stage {
  db: Database
  players: Player[]
  requesters: Player[]
  /** What cases are sent to. */
  offices: string[]
  intakeUnitId: string
  inspectionUnitId: string
  arbiterId: string
  /** Unit → its head, and the unit above. */
  units: Map<string, { headId: string | null; parentId: string | null }>
}

const UNITS = [
  ['town', '示例镇', null, 'mayor'],
  ['intake', '审批局（示例）', 'town', 'qian'],
  ['office', '营商环境办（示例）', 'town', 'cheng'],
  ['squad', '城管中队（示例）', 'town', 'he'],
  // Nobody heads it: then the arbiter answers for it.
  ['park', '园区服务中心（示例）', 'town', null],
  ['inspection', '督查室（示例）', null, null],
] as const

const PEOPLE = [
  ['wang', '示例·王掌柜', null],
  ['li', '示例·李掌柜', null],
  ['stranger', '示例·路人', null],
  ['arbiter', '示例·裁定人', null],
  ['mayor', '示例·李镇长', 'town'],
  ['zhao', '示例·赵受理', 'intake'],
  ['qian', '示例·钱主任', 'intake'],
  ['chen', '示例·陈科员', 'office'],
  ['zhou', '示例·周科员', 'office'],
  ['cheng', '示例·程主任', 'office'],
  ['wu', '示例·吴队员', 'squad'],
  ['he', '示例·何队长', 'squad'],
  ['zheng', '示例·郑服务', 'park'],
  ['sun', '示例·孙督查', 'inspection'],
] as const

/** What an earlier schedule left open would go on in the next. */
const LEFT_BEHIND = [
  'cases',
  'obligations',
  'members',
  'persons',
  'identities',
  'units',
  'rotas',
  'caseRules',
]

/** @param keepsCases a bench has stored a million of them */
export async function setStage(cloud: LocalCloud, { keepsCases = false } = {}): Promise<Stage> {
  const db = adminDatabase(cloud)
  for (const collection of keepsCases ? [] : LEFT_BEHIND)
    await db
      .collection(collection)
      .where({ _id: db.command.exists(true) })
      .remove()
  const add = (collection: string, documents: object[]) => db.collection(collection).add(documents as never)
  const players = PEOPLE.map(([personId, name, unitId]): Player => ({
    ...{ personId, openid: `o-${personId}`, name, unitId },
  }))
  await add(
    'identities',
    players.map(({ personId, openid }) => ({
      ...{ _id: identityIdOf(openid), openid, personId },
      ...{ consentVersion: CONSENT_VERSION, phoneDigest: `digest-of-${personId}` },
    })),
  )
  await add(
    'persons',
    players.map(({ personId, name }) => ({ _id: personId, name, consents: [], history: [] })),
  )
  await add(
    'members',
    players.flatMap(({ personId, name, unitId }) =>
      unitId === null
        ? []
        : [
            {
              ...{ _id: `staff.${personId}`, conversationId: 'staff', personId, name, unitId },
              ...{ role: '科室负责人', organisation: '示例单位', state: 'active' },
            },
          ],
    ),
  )
  await add(
    'units',
    UNITS.map(([_id, name, parentId, headId]) => ({ _id, name, parentId, headId })),
  )
  await add('rotas', [
    {
      // By day the squad has somebody on duty, from Monday to Saturday.
      ...{ _id: 'squad', since: new Date(Date.UTC(2025, 0, 5, 16)), changes: [], swaps: [] },
      weeks: [[1, 2, 3, 4, 5, 6].map((day) => ({ day, from: 480, to: 1200, personId: 'wu' }))],
      ...{ revision: 1, history: [] },
    },
  ])
  await add('caseRules', [
    {
      ...{ _id: 'district', intakeUnitId: 'intake', arbiterId: 'arbiter', arbiterName: '示例·裁定人' },
      inspectionUnitId: 'inspection',
      topics: [
        { id: 'permits', name: '证照办理', unitId: 'office', byZone: [] },
        { id: 'streets', name: '街面秩序', unitId: 'squad', byZone: [] },
      ],
      ...{ zones: [], limits: {}, revision: 1, history: [] },
    },
  ])
  return {
    ...{ db, players, offices: ['office', 'squad', 'park'] },
    requesters: players.slice(0, 2),
    ...{ intakeUnitId: 'intake', inspectionUnitId: 'inspection', arbiterId: 'arbiter' },
    units: new Map(UNITS.map(([id, , parentId, headId]) => [id, { parentId, headId }])),
  }
}
