import { PERIODS, PLATFORM, type Period } from '../../scripts/cost-assumptions'
import { actionAverages, stepAverages } from '../../scripts/cost-average'
import { billsOf, usageOf } from '../../scripts/cost-estimate'
import { BEYOND_PLAN, PLANS } from '../../scripts/cost-prices'
import { measureCosts, type CostReport } from '../../scripts/cost'
import { nothingSpent } from '../../local/cloud/cost/meter'

jest.setTimeout(60_000)

describe('the stories', () => {
  let costs: CostReport
  beforeAll(async () => {
    costs = await measureCosts()
  })

  it('meter the main actions of chat, inbox and rallies, for one invocation each', () => {
    const names = Object.keys(costs.actions)
    expect(names).toEqual(
      expect.arrayContaining([
        ...['people.me', 'people.agree', 'people.verifyPhone', 'duty.listInbox'],
        ...['listConversations', 'openConversation', 'readChanges', 'sendMessage', 'markRead'].map(
          (action) => `groups.${action}`,
        ),
        ...['recallMessage', 'pinMessage', 'withdrawMessage', 'reviewMessage', 'decideReport'].map(
          (action) => `groups.${action}`,
        ),
        ...['shareMention', 'openShared', 'block', 'claimRows', 'importRoster', 'openCard'].map(
          (action) => `groups.${action}`,
        ),
        ...['rallies.openEvent', 'rallies.openRoute', 'rallies.checkIn'],
      ]),
    )
    for (const name of names) {
      const { invocations, databaseRequests, bytesOut } = costs.actions[name]!
      expect({ name, invocations }).toEqual({ name, invocations: 1 })
      expect(databaseRequests).toBeGreaterThan(0)
      expect(bytesOut).toBeGreaterThan(0)
    }
  })

  it('tell the ways of an action apart', () => {
    const { steps, actions } = costs
    const [plain, asking] = ['平常的话', '带@'].map((way) => steps[`groups.sendMessage ${way}`]!)
    expect(asking!.documentsWritten).toBeGreaterThan(plain!.documentsWritten)
    expect(steps['rallies.checkIn 重复扫']!.documentsWritten).toBe(0)
    expect(actions['groups.sendMessage']!.databaseRequests).toBeGreaterThan(plain!.databaseRequests)
  })

  it('meter whatever the estimates assume to happen', () => {
    for (const period of Object.values(PERIODS)) expect(usageOf(period, costs.steps).calls).toBeGreaterThan(0)
    expect(costs.estimates.event.invocations).toBeGreaterThan(5000)
  })
})

const each = { databaseRequests: 4, documentsRead: 10, documentsWritten: 2, bytesToCaller: 1024 }
const period = (times: number): Period => ({ name: '', days: 10, habits: [{ step: 'a.b', times }] })

it('turns calls into CloudBase’s units', () => {
  const usage = usageOf(period(1024 * 1024), { 'a.b': each })
  expect(usage).toMatchObject({
    invocations: 1024 * 1024,
    databaseRequests: 4 * 1024 * 1024,
    calls: 5 * 1024 * 1024,
    documentsRead: 10 * 1024 * 1024,
    documentsWritten: 2 * 1024 * 1024,
    answeredGb: 1,
  })
  const seconds = (PLATFORM.msPerInvocation + 4 * PLATFORM.msPerDatabaseRequest) / 1000
  expect(usage.gbSeconds).toBeCloseTo(1024 * 1024 * seconds * (PLATFORM.memoryMb / 1024))
  expect(usage.storageGb).toBeCloseTo((2 * PLATFORM.bytesPerDocument) / 1024)
})

it('counts pictures by their bytes, and each way to and from storage as a call', () => {
  const pictures = { sent: 1024, loadsEach: 100, bytes: 1024 * 1024 }
  const [without, usage] = [period(10), { ...period(10), pictures }].map((one) =>
    usageOf(one, { 'a.b': each }),
  )
  expect(usage!.cdnGb).toBe(100)
  expect(usage!.storageGb - without!.storageGb).toBeCloseTo(1)
  expect(usage!.calls - without!.calls).toBe(1024 * 101)
})

it('refuses to leave out what nobody metered', () => {
  expect(() => usageOf(period(1), {})).toThrow('"a.b" is assumed to happen, but no story meters it')
})

it('bills a plan and what goes beyond it, the cheapest first', () => {
  const [personal, beginner] = [PLANS[0]!, PLANS[1]!]
  const small = usageOf(period(10), { 'a.b': each })
  expect(billsOf(small, 10)[0]).toEqual({
    plan: personal.name,
    yuan: personal.yuanPerMonth,
    beyondYuan: 0,
  })
  const calls = personal.calls + 30_000
  const over = { ...small, calls, storageGb: personal.storageGb + 5, gbSeconds: 0, cdnGb: 0 }
  const bill = billsOf(over, 10).find(({ plan }) => plan === personal.name)!
  expect(bill.beyondYuan).toBeCloseTo(3 * BEYOND_PLAN.per10000Calls + 5 * 10 * BEYOND_PLAN.perGbDay)
  expect(billsOf({ ...over, calls: 4_000_000 }, 10)[0]!.plan).toBe(beginner.name)
})

it('counts each way of an action once, however often it was gone', () => {
  const call = (step: string, databaseRequests: number, ms: number) =>
    ({ action: 'a.b', step, invocation: { ...nothingSpent(), databaseRequests, ms } }) as never
  const calls = [call('a.b', 2, 90), call('a.b', 4, 5), call('a.b', 3, 7), call('a.b way', 5, 1)]
  expect(stepAverages(calls)['a.b']).toMatchObject({ invocations: 1, databaseRequests: 3, ms: 7 })
  expect(actionAverages(calls)['a.b']).toMatchObject({ invocations: 1, databaseRequests: 4 })
})
