import { aGroup, fresh } from '../../support/factories'
import { START, startWorld, type World } from '../../support/world'
import { talkIn } from './talk'

let world: World
beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world.stop())
beforeEach(() => {
  world.cloud.clock.set(START)
})

const { sent, read, removed } = talkIn(() => world)

describe('removing a member', () => {
  it('hands what he owes to 群主, who can answer it', async () => {
    const group = await aGroup(world)
    const question = await sent(group, group.merchant, '合同的事', { mentionIds: [group.lawyer.personId] })
    await removed(group, group.lawyer)
    expect((await world.ok(group.lawyer.openid, 'duty', 'listInbox', {})).items).toEqual([])
    expect((await world.ok(group.head.openid, 'duty', 'listInbox', {})).items).toMatchObject([
      { title: '合同的事' },
    ])
    await sent(group, group.head, '我来答', { answersMessageId: question.messageId })
    const changed = (await read(group, group.merchant)).messages.find(
      (each) => each.messageId === question.messageId,
    )
    expect(changed!.mentions).toMatchObject([{ state: 'answered' }])
  })

  it('killed at any request, leaves no @ with somebody who is gone', async () => {
    const group = await aGroup(world)
    const { personId } = group.lawyer
    const membership = world.db.collection('members').doc(`${group.conversationId}.${personId}`)
    const owes = async () =>
      (await world.db.collection('obligations').where({ ownerId: personId, open: true }).get()).data
    let [kills, removals] = [1, 0]
    for (let request = 1; kills === 1; request += 1) {
      const question = await sent(group, group.merchant, '合同的事', { mentionIds: [personId] })
      const { obligationId } = question.mentions[0]!
      // Said 收到: the ladder does not look at it for half an hour.
      const said = { obligationId, moveId: fresh('move') }
      await world.ok(group.lawyer.openid, 'groups', 'acknowledgeMention', said)
      world.cloud.faults.plan({ function: 'groups', action: 'removeMember', request, kind: 'killAfter' })
      await removed(group, group.lawyer).catch(() => undefined)
      kills = world.cloud.faults.state().counts.kills
      world.cloud.faults.clear()
      world.cloud.clock.advance(60_000) // or the transaction it left open would keep the membership locked
      const { data } = await membership.get()
      const gone = (data as { state: string }[])[0]!.state === 'removed'
      if (gone) expect([request, await owes()]).toEqual([request, []])
      removals += gone ? 1 : 0
      await membership.update({ state: 'active' })
      // A further @ would join what 群主 owes now.
      await world.db.collection('obligations').doc(obligationId).remove()
    }
    expect(removals).toBeGreaterThan(1)
  }, 120_000)

  it('hands over however much he owes', async () => {
    const group = await aGroup(world)
    const mentionIds = [group.lawyer.personId]
    for (let index = 0; index < 51; index += 1)
      await sent(group, group.merchant, `第 ${index} 问`, { mentionIds })
    await removed(group, group.lawyer)
    const { data } = await world.db.collection('obligations').where({ ownerId: group.lawyer.personId }).get()
    expect(data).toEqual([])
  })

  it('works while everyone is writing', async () => {
    const group = await aGroup(world)
    let busy = true
    const writing = [group.merchant, group.official, group.head].map(async (by) => {
      while (busy) await sent(group, by, '一直在说')
    })
    await removed(group, group.lawyer)
    busy = false
    await Promise.all(writing)
  })

  it('repeated after he was admitted again, does not remove him again', async () => {
    const group = await aGroup(world)
    const moveId = fresh('move')
    await removed(group, group.lawyer, moveId)
    const membership = world.db.collection('members').doc(`${group.conversationId}.${group.lawyer.personId}`)
    await membership.update({ state: 'active' })
    await removed(group, group.lawyer, moveId)
    expect((await membership.get()).data).toMatchObject([{ state: 'active' }])
  })

  it('is refused for 群主', async () => {
    const group = await aGroup(world)
    const { conversationId, head } = group
    const input = { conversationId, personId: head.personId, moveId: fresh('move') }
    expect(await world.call(head.openid, 'groups', 'removeMember', input)).toMatchObject({
      code: 'NOT_ALLOWED',
    })
  })
})
