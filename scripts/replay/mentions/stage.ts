/** Who plays: a group with two merchants, two offices that take turns by day and night, a town above them, and 群主. */
import { identityIdOf } from '../../../cloudfunctions/_kit/ids'
import type { LocalCloud } from '../../../local/cloud'
import { CONSENT_VERSION } from '../../../miniprogram/domain/people'
import { adminDatabase, type Database } from '../../admin-database'

export interface Player {
  personId: string
  openid: string
  name: string
  role: string
  /** '' for who works for no unit. */
  unitId: string
}

export interface Stage {
  conversationId: string
  players: Player[]
  head: Player
  merchants: Player[]
  /** May be asked: staff, heads, the lawyer. */
  officials: Player[]
  offices: string[]
  numberOf(personId: string): string
}

const ROLES = [
  ['head', '群主', '示例·孟主席', ''],
  ['wang', '企业', '示例·王掌柜', ''],
  ['li', '企业', '示例·李掌柜', ''],
  ['law', '律师', '示例·周律师', ''],
  ['mayor', '科室负责人', '示例·李镇长', 'town'],
  ['cheng', '科室负责人', '示例·程主任', 'office'],
  ['chen', '科室负责人', '示例·陈科员', 'office'],
  ['zhou', '科室负责人', '示例·周科员', 'office'],
  ['he', '科室负责人', '示例·何队长', 'squad'],
  ['wu', '科室负责人', '示例·吴队员', 'squad'],
  ['zheng', '科室负责人', '示例·郑队员', 'squad'],
] as const

/** Of every thing a schedule writes. What an earlier one left open would go on in the next. */
const LEFT_BEHIND = [
  'obligations',
  'messages',
  'sweeps',
  'members',
  'identities',
  'units',
  'rotas',
  'audiences',
]

export async function setStage(cloud: LocalCloud, index: number): Promise<Stage> {
  const db = adminDatabase(cloud)
  for (const collection of LEFT_BEHIND)
    await db
      .collection(collection)
      .where({ _id: db.command.exists(true) })
      .remove()
  const at = new Date(cloud.clock.now())
  const id = (name: string) => `${name}-of-${index}`
  const conversationId = id('group')
  const players = ROLES.map(([key, role, name, unit]) => ({
    ...{ personId: id(key), openid: `o-${id(key)}`, name, role },
    unitId: unit === '' ? '' : id(unit),
  }))
  const playerOf = (key: string) => players.find(({ personId }) => personId === id(key))!
  const numberOf = (personId: string) =>
    `1700${String(index).padStart(4, '0')}${String(players.findIndex((each) => each.personId === personId)).padStart(3, '0')}`
  const add = (collection: string, documents: object[]) => db.collection(collection).add(documents as never)

  await add(
    'identities',
    players.map(({ personId, openid }) => ({
      ...{ _id: identityIdOf(openid), openid, personId },
      ...{ consentVersion: CONSENT_VERSION, phoneDigest: `digest-of-${openid}` },
    })),
  )
  await add(
    'persons',
    players.map(({ personId, name }) => ({ _id: personId, name, consents: [], history: [] })),
  )
  await add(
    'phones',
    players.map(({ personId }) => ({ _id: personId, number: numberOf(personId), verifiedAt: at })),
  )
  await add(
    'members',
    players.map((player, place) => ({
      _id: `${conversationId}.${player.personId}`,
      ...{ conversationId, personId: player.personId, name: player.name, role: player.role },
      ...{
        organisation: '示例单位',
        unitId: player.unitId || null,
        sortKey: `${10 + place}`,
        state: 'active',
      },
      ...{
        readN: 0,
        joinedAt: at,
        helpsWith: '',
        channel: '',
        phoneShared: false,
        searchKey: '',
        history: [],
      },
    })),
  )
  await add('conversations', [
    {
      ...{ _id: conversationId, kind: 'group', name: '营商环境共建（示例）', unitId: id('town') },
      ...{ headId: id('head'), memberCount: players.length, n: 0, answerWithinMinutes: 30, createdAt: at },
    },
  ])
  await add('ticks', [{ _id: conversationId, conversationId, n: 0 }])
  await add('audiences', [{ _id: conversationId, openids: players.map(({ openid }) => openid) }])
  await setOffices(db, id, index)
  return {
    ...{ conversationId, players, numberOf },
    head: playerOf('head'),
    merchants: [playerOf('wang'), playerOf('li')],
    officials: players.filter(({ role }) => !['企业', '群主'].includes(role)),
    offices: [id('office'), id('squad')],
  }
}

async function setOffices(db: Database, id: (name: string) => string, index: number): Promise<void> {
  const robotKey = `00000000-0000-0000-0000-${String(index).padStart(12, '0')}`
  const town = id('town')
  await db.collection('units').add([
    { _id: town, name: '通济镇（示例）', parentId: null, headId: id('mayor'), dutyPhone: '028-0000-0000' },
    { _id: id('office'), name: '营商环境办（示例）', parentId: town, headId: id('cheng') },
    { _id: id('squad'), name: '城管中队（示例）', parentId: town, headId: id('he'), robotKey },
  ] as never)
  const week = (day: string, night: string, days: number[]) =>
    days.flatMap((weekday) => [
      { day: weekday, from: 8 * 60, to: 20 * 60, personId: id(day) },
      { day: weekday, from: 20 * 60, to: 8 * 60, personId: id(night) },
    ])
  const rota = (unit: string, slots: object[]) => ({
    ...{ _id: id(unit), since: new Date(Date.UTC(2026, 3, 12, 16)), weeks: [slots] },
    ...{ changes: [], swaps: [], revision: 1, history: [] },
  })
  await db.collection('rotas').add([
    rota('office', week('chen', 'zhou', [1, 2, 3, 4, 5, 6, 7])),
    // On Saturdays nobody is on duty there: then its head answers.
    rota('squad', week('wu', 'zheng', [1, 2, 3, 4, 5, 7])),
  ] as never)
}
