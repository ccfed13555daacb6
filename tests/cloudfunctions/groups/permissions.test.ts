/**
 * Every action of 群聊 × everyone who may try it. The table says who is let in; everybody else must be refused for who he
 * is. Whatever else the cloud says to those let in (already done, no such file) is not this test's matter.
 */
import type { ErrorCode } from '../../../miniprogram/domain/errors'
import { aPerson } from '../../support/factories'
import { startWorld, type World } from '../../support/world'
import { aScene, type Caller, type Scene } from './permission-scene'
import { ANYONE, TABLE, type Case, type Name } from './permission-table'

/** Refused for who he is. Also "not found": what is there is not told to those it does not concern. */
const REFUSALS: ErrorCode[] = [
  'NOT_MEMBER',
  'NOT_ALLOWED',
  'NOT_FOUND',
  'CONSENT_NEEDED',
  'REPORT_ONE_PERSON',
]

let world: World
let scene: Scene
beforeAll(async () => {
  world = await startWorld()
  scene = await aScene(world)
}, 30_000)
afterAll(() => world.stop())

const CASES = Object.entries(TABLE).flatMap(([name, cases]) =>
  cases.map(
    (each) => [`${name}${each.when ? `, ${each.when}` : ''}`, name as Name, each as Case<Name>] as const,
  ),
)

it.each(CASES)(
  '%s: lets in whom the table names, and nobody else',
  async (_title, name, { allowed, input }) => {
    const letIn: Caller[] = []
    for (const caller of ANYONE) {
      // Somebody let in may have changed what the next would find: each gets his own.
      const given = await input(scene, caller)
      const answer = await world.call(scene.people[caller].openid, 'groups', name, given as never)
      if (answer.ok || !REFUSALS.includes(answer.code)) letIn.push(caller)
    }
    expect(letIn).toEqual(ANYONE.filter((caller) => allowed.includes(caller)))
  },
)

it('a verified number is needed for what a person posts', async () => {
  const unverified = await aPerson(world)
  const { code } = await scene.invitation()
  const join = { code, name: '示例·没验证', organisation: '示例小店' }
  expect(await world.call(unverified.openid, 'groups', 'acceptInvitation', join)).toMatchObject({
    code: 'PHONE_NEEDED',
  })
})
