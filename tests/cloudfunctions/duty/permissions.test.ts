/** Every action of 值班 × everyone who may try it: who is not named is refused for who he is. */
import type { Duty } from '../../../miniprogram/domain/contract/duty'
import type { ErrorCode } from '../../../miniprogram/domain/errors'
import { aPerson, fresh, type TestPerson } from '../../support/factories'
import { START, startWorld, type World } from '../../support/world'
import { anOffice, weekOf, type Office } from './office'

const HOUR = 3_600_000
const REFUSALS: ErrorCode[] = ['NOT_MEMBER', 'NOT_ALLOWED', 'NOT_FOUND', 'CONSENT_NEEDED']

const STAFF = ['boss', 'chen', 'zhou'] as const
const PERSONS = [...STAFF, 'mayor', 'operator', 'head', 'merchant', 'stranger'] as const
const ANYONE = [...PERSONS, 'newcomer'] as const
type Caller = (typeof ANYONE)[number]
const READERS: Caller[] = [...STAFF, 'mayor', 'operator', 'head']
const ARRANGERS: Caller[] = ['boss', 'mayor', 'operator']

let world: World
let office: Office
let people: Record<Caller, TestPerson>
beforeAll(async () => {
  world = await startWorld()
  office = await anOffice(world)
  const { boss, chen, zhou, mayor, operator, stranger, group } = office
  const { head, merchant } = group
  const newcomer = { openid: fresh('oTest'), personId: '' }
  people = { boss, chen, zhou, mayor, operator, head, merchant, stranger, newcomer }
  const edit = { unitId: office.unitId, weeks: [weekOf(chen, zhou)], revision: 0, moveId: fresh('move') }
  await world.ok(boss.openid, 'duty', 'editWeeks', edit)
}, 30_000)
afterAll(() => world.stop())

type Name = keyof Duty & string
interface Line<Action extends Name> {
  allowed: readonly Caller[]
  input(): Duty[Action]['input']
}

/** A stretch that nobody else tries: what one changes is not what the next one finds. */
let tries = 0
const stretch = () => {
  const from = START + 48 * HOUR + (tries += 1) * 60_000
  return { unitId: office.unitId, from, to: from + 60_000, moveId: fresh('move') }
}
const TABLE: { [Action in Name]: Line<Action> } = {
  listInbox: { allowed: PERSONS, input: () => ({}) },
  listRotas: { allowed: PERSONS, input: () => ({}) },
  openRota: { allowed: READERS, input: () => ({ unitId: office.unitId }) },
  editWeeks: {
    allowed: ARRANGERS,
    input: () => ({ unitId: office.unitId, weeks: [], revision: 10_000, moveId: fresh('move') }),
  },
  editUnit: {
    allowed: ARRANGERS,
    input: () => ({
      unitId: office.unitId,
      headId: office.boss.personId,
      dutyPhone: '',
      robotKey: null,
      moveId: fresh('move'),
    }),
  },
  standIn: { allowed: ARRANGERS, input: () => ({ ...stretch(), personId: office.boss.personId }) },
  holiday: { allowed: ARRANGERS, input: stretch },
  dropChange: {
    allowed: [], // there is no such change: whoever may drop one is told the same as who may not
    input: () => ({ unitId: office.unitId, changeId: 'none', moveId: fresh('move') }),
  },
  takeShift: { allowed: STAFF, input: stretch },
  proposeSwap: {
    allowed: ['chen', ...ARRANGERS], // Chen's own; whoever arranges sets it
    input: () => ({
      unitId: office.unitId,
      by: { personId: office.chen.personId, from: START + 22 * HOUR, to: START + 23 * HOUR },
      with: { personId: office.zhou.personId, from: START + 10 * HOUR, to: START + 11 * HOUR },
      moveId: fresh('move'),
    }),
  },
  answerSwap: {
    allowed: [],
    input: () => ({ unitId: office.unitId, swapId: 'none', agree: true, moveId: fresh('move') }),
  },
  notePush: { allowed: PERSONS, input: () => ({ name: 'mention', grantId: fresh('grant') }) },
  myDuty: { allowed: PERSONS, input: () => ({}) },
  whoIsReachable: {
    allowed: [...STAFF, 'mayor', 'head'],
    input: () => ({ conversationId: office.group.conversationId }),
  },
  arrive: { allowed: STAFF, input: () => ({ unitId: office.unitId, testId: fresh('test') }) },
  answerTest: { allowed: [], input: () => ({ testId: 'none' }) },
}

const LINES = Object.entries(TABLE) as [Name, Line<Name>][]

it.each(LINES)('%s: lets in whom the table names, and nobody else', async (name, { allowed, input }) => {
  const letIn: Caller[] = []
  for (const caller of ANYONE) {
    const answer = await world.call(people[caller].openid, 'duty', name, input() as never)
    if (answer.ok || !REFUSALS.includes(answer.code)) letIn.push(caller)
  }
  expect(letIn).toEqual(ANYONE.filter((caller) => allowed.includes(caller)))
})

it('only who arranges takes a change back, only the two answer a swap', async () => {
  const { chen, zhou, boss, unitId } = office
  const taken = stretch()
  await world.ok(zhou.openid, 'duty', 'takeShift', taken)
  const drop = () => ({ unitId, changeId: taken.moveId, moveId: fresh('move') })
  expect(await world.call(zhou.openid, 'duty', 'dropChange', drop())).toMatchObject({ code: 'NOT_ALLOWED' })
  await world.ok(boss.openid, 'duty', 'dropChange', drop())

  const swap = {
    unitId,
    by: { personId: chen.personId, from: START + 7 * 24 * HOUR, to: START + (7 * 24 + 1) * HOUR },
    with: { personId: zhou.personId, from: START + 178 * HOUR, to: START + 179 * HOUR },
    moveId: fresh('move'),
  }
  await world.ok(chen.openid, 'duty', 'proposeSwap', swap)
  const answer = () => ({ unitId, swapId: swap.moveId, agree: false, moveId: fresh('move') })
  expect(await world.call(boss.openid, 'duty', 'answerSwap', answer())).toMatchObject({ code: 'NOT_FOUND' })
  await world.ok(zhou.openid, 'duty', 'answerSwap', answer())
})

it('someone who is told nothing of a unit cannot tell whether there is one', async () => {
  const person = await aPerson(world)
  const asked = await Promise.all(
    [office.unitId, 'none'].map((unitId) => world.call(person.openid, 'duty', 'openRota', { unitId })),
  )
  expect(asked[0]).toEqual(asked[1])
})
