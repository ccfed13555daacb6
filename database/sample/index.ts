/** The sample district as documents, ready to be written into an empty environment. Knows no SDK and no clock. */
import { startOfShanghaiDay, weekdayInShanghai } from '../../miniprogram/domain/times'
import type { WorkCalendar } from '../../miniprogram/domain/workdays'
import { CONSENT_VERSION, inboxIdOf, maskPhone } from '../../miniprogram/domain/people'
import { rosterKey } from '../../miniprogram/domain/roles'
import { carnival } from './carnival'
import { GROUP, MESSAGES } from './chat'
import { dutyOf } from './rotas'
import { cases } from './cases'
import { representatives } from './representatives'
import {
  awaited,
  groupMembers,
  inspectors,
  newcomers,
  operators,
  residents,
  UNITS,
  type SamplePerson,
} from './roster'

export { groupMembers, inspectors, newcomers, operators, residents, type SamplePerson }

export interface SampleContext {
  /** The moment of loading, in ms. */
  now: number
  /** A stable id for one of the sample's keys. */
  idOf(key: string): string
  /** An id for the sheet of a point: the same each time, and unguessable. Letters and digits only. */
  sheetId(pointKey: string): string
  identityIdOf(openid: string): string
  phoneDigest(number: string): string
  /** The number that the holder of an openid would verify. */
  numberOf(openid: string): string
  /** Name and firm as they are searched for: see cloudfunctions/groups/members/search-key.ts. */
  spell(name: string, organisation: string): string
  /** The key version to print sheets with. */
  keyVersion: string
  /** The stored file of one of the app's drawings, and its picture's id; null where no drawings were stored. */
  pictureOf(drawing: string): { pictureId: string; fileId: string } | null
  /** Where the representative of a unit stands: see cloudfunctions/requests/representatives. */
  representativeIdOf(unitId: string): string
  /** China's working days. */
  calendar: WorkCalendar
}

export interface SampleDocument {
  collection: string
  document: { _id: string } & Record<string, unknown>
}

/** The openid of a sample person: the local cloud's, never a real one. */
export function sampleOpenid(key: string): string {
  return `oSample-${key}`
}

export function sampleDistrict(context: SampleContext): SampleDocument[] {
  return [
    ...units(context),
    ...people(context),
    ...group(context),
    ...roster(context),
    ...carnival(context),
    ...cases(context),
    ...representatives(context),
  ]
}

const put = (collection: string, document: SampleDocument['document']): SampleDocument => ({
  collection,
  document,
})

function units({ idOf, now }: SampleContext): SampleDocument[] {
  const since = new Date(startOfShanghaiDay(now, 1 - weekdayInShanghai(now)))
  return UNITS.flatMap(({ key, name, parent, head }) => {
    const _id = idOf(key)
    const duty = dutyOf(key, idOf)
    const headKey = head ?? duty?.head
    const unit = { _id, name, parentId: parent && idOf(parent), headId: headKey ? idOf(headKey) : null }
    if (!duty) return [put('units', unit)]
    const { weeks, phone } = duty
    return [
      put('units', { ...unit, dutyPhone: phone }),
      put('rotas', { _id, since, weeks, changes: [], swaps: [], revision: 0, history: [] }),
    ]
  })
}

function people({ idOf, identityIdOf, phoneDigest, numberOf, now }: SampleContext): SampleDocument[] {
  const members = groupMembers()
  return [...members, ...residents(), ...operators(), ...inspectors()].flatMap((person, index) => {
    const [personId, openid] = [idOf(person.key), sampleOpenid(person.key)]
    const inboxId = inboxIdOf(personId)
    const verified = index < members.length // Residents stamp without ever giving a number.
    const number = numberOf(openid)
    const unit = UNITS.find((each) => each.key === person.unit)
    const documents = [
      put('identities', {
        _id: identityIdOf(openid),
        openid,
        personId,
        consentVersion: CONSENT_VERSION,
        phoneDigest: verified ? phoneDigest(number) : null,
      }),
      put('persons', {
        _id: personId,
        name: person.name,
        consents: [{ version: CONSENT_VERSION, at: new Date(now) }],
        phoneVerifiedAt: verified ? new Date(now) : null,
        unit: unit ? { unitId: idOf(unit.key), name: unit.name } : null,
        operator: operators().some(({ key }) => key === person.key),
        history: [],
      }),
      put('ticks', { _id: inboxId, conversationId: inboxId, n: 0 }),
      put('audiences', { _id: inboxId, openids: [openid] }),
    ]
    return verified
      ? [...documents, put('phones', { _id: personId, number, verifiedAt: new Date(now) })]
      : documents
  })
}

function group({ idOf, now, spell }: SampleContext): SampleDocument[] {
  const conversationId = idOf(GROUP.key)
  const members = groupMembers()
  const byKey = new Map(members.map((member) => [member.key, member]))
  const minutesAgo = (minutes: number) => new Date(now - minutes * 60_000)
  return [
    put('conversations', {
      _id: conversationId,
      kind: 'group',
      name: GROUP.name,
      unitId: idOf(GROUP.unit),
      headId: idOf(GROUP.headKey),
      memberCount: members.length,
      n: MESSAGES.length,
      lastMessageId: idOf(`message-${MESSAGES.length}`),
      answerWithinMinutes: GROUP.answerWithinMinutes,
      createdAt: new Date(now),
    }),
    put('ticks', { _id: conversationId, conversationId, n: MESSAGES.length }),
    put('audiences', { _id: conversationId, openids: members.map((member) => sampleOpenid(member.key)) }),
    ...members.map((member) => put('members', membership(member))),
    ...MESSAGES.map(({ by, text, minutesAgo: minutes }, index) => {
      const sender = byKey.get(by)!
      return put('messages', {
        _id: idOf(`message-${index + 1}`),
        conversationId,
        order: index + 1,
        n: index + 1,
        changedAt: minutesAgo(minutes),
        senderId: idOf(by),
        senderName: sender.name,
        senderRole: sender.role,
        senderOrganisation: sender.organisation,
        text,
        content: 'shown',
        mentions: [],
        answers: null,
        createdAt: minutesAgo(minutes),
        fingerprint: 'sample',
      })
    }),
  ]

  function membership(member: SamplePerson): SampleDocument['document'] {
    const searchKey = spell(member.name, member.organisation)
    return {
      _id: `${conversationId}.${idOf(member.key)}`,
      conversationId,
      personId: idOf(member.key),
      name: member.name,
      role: member.role,
      organisation: member.organisation,
      unitId: member.unit && idOf(member.unit),
      sortKey: rosterKey(member.role, searchKey, idOf(member.key)),
      helpsWith: member.helpsWith ?? '',
      channel: member.channel ?? '',
      phoneShared: false,
      searchKey,
      state: 'active',
      readN: MESSAGES.length,
      joinedAt: new Date(now),
      history: [],
    }
  }
}

/** Those whose row waits for them: the first two are the desk's newcomers, who come in by verifying their number. */
function roster({ idOf, spell, phoneDigest, numberOf }: SampleContext): SampleDocument[] {
  return awaited().map(({ key, name, role, organisation, helpsWith }) => {
    const number = numberOf(sampleOpenid(key))
    const searchKey = spell(name, organisation)
    const rowId = idOf(`row-${key}`)
    return put('rosterRows', {
      _id: rowId,
      conversationId: idOf(GROUP.key),
      name,
      role,
      organisation,
      unitId: null,
      helpsWith: helpsWith ?? '',
      channel: '',
      phoneDigest: phoneDigest(number),
      phoneMasked: maskPhone(number),
      state: 'open',
      personId: null,
      sortKey: rosterKey(role, searchKey, rowId),
      searchKey,
      history: [],
    })
  })
}
