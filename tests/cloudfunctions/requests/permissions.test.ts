/**
 * Every action by everybody: own case, somebody else's, another unit's, another event's operator. What is refused must
 * leave the case as it was, and say NOT_FOUND to whom it does not concern: an id must not be probed.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Case } from '../../../miniprogram/domain/cases'
import { CASE_STATES, type CaseState } from '../../../miniprogram/domain/case-states'
import { aVerifiedPerson, fresh, type TestPerson } from '../../support/factories'
import { aCase, aCaseDistrict, type CaseDistrict } from '../../support/requests'
import { startWorld, type World } from '../../support/world'
import { ELSEWHERE, READERS, TABLE, type Caller } from './permission-table'

jest.setTimeout(120_000)

let world: World
let district: CaseDistrict
let callers: Record<Caller, TestPerson>
let pattern: Case
let made = 0

beforeAll(async () => {
  world = await startWorld()
  district = await aCaseDistrict(world)
  const { units: _units, ...people } = district
  callers = { ...people, otherOperator: await aVerifiedPerson(world) }
  const { caseId } = await aCase(world, district)
  pattern = (await world.db.collection('cases').doc(caseId).get()).data[0] as Case
  await standing('handling', { typedBy: callers.otherOperator.personId, requesterId: null })
})
afterAll(() => world.stop())

/** A case as it stands in a state; of whom it is says the table's docstring. */
async function standing(state: CaseState, more: object = {}): Promise<string> {
  const { units, officer, intakeHead, arbiter, mayor: _mayor } = district
  const isOffice = !['received', 'arbitrating'].includes(state)
  const owner =
    state === 'arbitrating' ? arbiter : state === 'received' || state === 'offered' ? intakeHead : officer
  const at = new Date(world.cloud.clock.now())
  made += 1
  const document: Case = {
    ...pattern,
    ...{ _id: fresh('case'), number: String(20_000_000 + made), state, revision: 1 },
    ...{ open: CASE_STATES[state].kind !== 'done', ownerId: owner.personId, ownerName: '示例·经办' },
    ...(isOffice ? { unitId: units.office, unitName: '营商环境办（示例）' } : {}),
    ...(isOffice ? { unitPath: [units.office, units.town] } : {}),
    answeredAt: ['answered', 'closed'].includes(state) ? at : null,
    endedAt: CASE_STATES[state].kind === 'done' ? at : null,
    ...more,
  }
  delete document.unfollowed
  await world.db.collection('cases').add(document as never)
  if (document.callerDigest)
    await world.db.collection('callers').add({ _id: document._id, mobile: '13800000000' })
  return document._id
}

const stored = async (caseId: string) =>
  (await world.db.collection('cases').doc(caseId).get()).data[0] as Case
const names = () => Object.keys(callers) as Caller[]
const call = (by: Caller, action: string, input: object) =>
  world.call(callers[by].openid, 'requests', action as 'acceptCase', input as never)

describe.each(TABLE)('$action of what is $state', ({ action, state, allowed, input, is }) => {
  const said = (caseId: string) => ({ caseId, moveId: fresh('move'), ...input?.(district) })

  it.each(allowed)('%s may', async (by) => {
    const caseId = await standing(state, is?.(district))
    expect(await call(by, action, said(caseId))).toMatchObject({ ok: true })
    expect((await stored(caseId)).revision).toBe(2)
  })

  it('nobody else may, and nothing changes', async () => {
    const caseId = await standing(state, is?.(district))
    const codes: Record<string, string> = {}
    for (const by of names().filter((name) => !allowed.includes(name))) {
      const answer = await call(by, action, said(caseId))
      codes[by] = answer.ok ? 'ok' : answer.code
    }
    expect(Object.entries(codes).filter(([, code]) => !['NOT_FOUND', 'NOT_ALLOWED'].includes(code))).toEqual(
      [],
    )
    const outside: Caller[] = ['stranger', 'otherOperator', 'squadOfficer', 'squadHead', 'inspector']
    for (const by of outside.filter((name) => !allowed.includes(name))) expect(codes[by]).toBe('NOT_FOUND')
    expect((await stored(caseId)).history).toHaveLength(1)
  })
})

it('every action of the contract that is a move stands in the table, or says where else it is asked', () => {
  const contract = resolve(__dirname, '../../../miniprogram/domain/contract')
  const topics = readdirSync(join(contract, 'requests')).map((name) => join(contract, 'requests', name))
  const moves = [join(contract, 'requests.ts'), ...topics].flatMap((path) =>
    [...readFileSync(path, 'utf8').matchAll(/^  (\w+): Action<\s*Move\b/gm)].map(([, name]) => name!),
  )
  expect(moves.length).toBeGreaterThan(25)
  const asked = new Set([...TABLE.map(({ action }) => action), ...Object.keys(ELSEWHERE)])
  expect(moves.filter((name) => !asked.has(name))).toEqual([])
  expect([...asked].filter((name) => !moves.includes(name))).toEqual([])
})

it.each(READERS)('what is $state is shown to whom it concerns (reported: $reported)', async (line) => {
  const reportedAt = line.reported ? new Date(world.cloud.clock.now()) : null
  const caseId = await standing(line.state, { reportedAt })
  const shown: Caller[] = []
  for (const by of names())
    if ((await world.call(callers[by].openid, 'requests', 'openCase', { caseId })).ok) shown.push(by)
  expect(shown.sort()).toEqual([...line.allowed].sort())
})

it('a unit of others is no queue of mine', async () => {
  const { units } = district
  const asked: Record<string, string> = {}
  for (const [by, unitId] of [
    ['officer', units.office],
    ['mayor', units.town],
    ['officer', units.squad],
    ['requester', units.office],
    ['otherOperator', units.office],
  ] as [Caller, string][]) {
    const input = { of: 'unit' as const, unitId, after: null }
    const answer = await world.call(callers[by].openid, 'requests', 'listQueue', input)
    asked[`${by} ${unitId === units.squad ? 'other' : 'asked'}`] = answer.ok ? 'ok' : answer.code
  }
  expect(asked).toEqual({
    ...{ 'officer asked': 'ok', 'mayor asked': 'ok', 'officer other': 'NOT_ALLOWED' },
    ...{ 'requester asked': 'NOT_ALLOWED', 'otherOperator asked': 'NOT_ALLOWED' },
  })
})
