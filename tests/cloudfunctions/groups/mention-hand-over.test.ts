import { aGroup, fresh, type TestGroup, type TestPerson } from '../../support/factories'
import { START, startWorld, type World } from '../../support/world'
import { ladderIn } from './ladder-scene'
import { HOUR, mentionsIn, MINUTE } from './mention-talk'
import { talkIn } from './talk'

let world: World
beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world.stop())
beforeEach(() => {
  world.cloud.clock.set(START)
})

const { sent, removed } = talkIn(() => world)
const { agrees, pushed } = ladderIn(() => world)
const { asked, move, moved, stored, joins, aUnit } = mentionsIn(() => world)

const NIGHT = START + 17 * HOUR // 03:00
const inboxOf = async (person: TestPerson) => (await world.ok(person.openid, 'duty', 'listInbox', {})).items
const person = ({ personId: id }: TestPerson) => ({ kind: 'person' as const, id })
const inUnit = (group: TestGroup, who: TestPerson, unitId: string) =>
  world.db.collection('members').doc(`${group.conversationId}.${who.personId}`).update({ unitId })

/** Looking for a way to the one it is offered to, and noting that there is none. */
const TELLING = 2

/** A further @ would join what is open. */
const forget = ({ conversationId }: TestGroup) =>
  world.db.collection('obligations').where({ 'source.conversationId': conversationId }).remove()

describe('转给', () => {
  it('leaves the answer with the giver until it is accepted', async () => {
    const group = await aGroup(world)
    const { obligationId } = await asked(group)
    await moved(group.official, 'acknowledgeMention', obligationId, {})
    const view = await moved(group.official, 'offerMention', obligationId, {
      to: person(group.lawyer),
      note: '您更熟',
    })
    expect(view).toMatchObject({
      ownerName: '示例·陈主任',
      offer: { toId: group.lawyer.personId, toName: '示例·周律师', note: '您更熟' },
    })
    expect(await stored(obligationId)).toMatchObject({ ownerId: group.official.personId })
    const [row] = await inboxOf(group.lawyer)
    expect(row!.mayAct).toEqual(['answer', 'accept', 'decline'])
    expect(await inboxOf(group.official)).toHaveLength(1)

    world.cloud.clock.advance(10 * MINUTE)
    const accepted = await moved(group.lawyer, 'acceptMention', obligationId, {})
    expect(accepted).toMatchObject({
      ownerName: '示例·周律师',
      offer: null,
      mine: true,
      state: 'acknowledged',
    })
    expect(await inboxOf(group.official)).toEqual([])
    const after = await stored(obligationId)
    expect(after).toMatchObject({
      ownerId: group.lawyer.personId,
      calledIds: [group.lawyer.personId],
      dueAt: new Date(START + 30 * MINUTE),
      nextAt: new Date(START + 30 * MINUTE),
    })
    expect(after.notices.filter(({ why }) => why === 'handOver')).toMatchObject([
      { personId: group.lawyer.personId, name: '示例·周律师', outcome: expect.any(String) },
    ])
  })

  it('accepted, it is no longer his who was asked: a further @ of him is a question of its own', async () => {
    const group = await aGroup(world)
    const { obligationId } = await asked(group)
    await moved(group.official, 'offerMention', obligationId, { to: person(group.lawyer) })
    // As long as it is only offered, it is still his.
    expect((await asked(group)).obligationId).toBe(obligationId)
    await moved(group.lawyer, 'acceptMention', obligationId, {})
    const again = await asked(group, group.official, '还有一件事')
    expect(again.obligationId).not.toBe(obligationId)
    expect(await inboxOf(group.official)).toMatchObject([{ title: '还有一件事', mine: true }])

    const unitId = await aUnit(null, group.official.personId)
    await inUnit(group, group.official, unitId)
    const ofUnit = async () =>
      (await sent(group, group.merchant, '问单位', { unitIds: [unitId] })).mentions[0]!.obligationId
    const first = await ofUnit()
    expect(await ofUnit()).toBe(first)
    await inUnit(group, group.lawyer, await aUnit(null, null))
    await moved(group.head, 'assignMention', first, { to: person(group.lawyer) })
    expect(await ofUnit()).not.toBe(first)
  })

  it('reaches the phone of who it is offered to, once, though the call is repeated', async () => {
    const group = await aGroup(world)
    await agrees(group.lawyer, 2)
    const { obligationId } = await asked(group)
    const moveId = fresh('move')
    const to = person(group.lawyer)
    await moved(group.official, 'offerMention', obligationId, { to }, moveId)
    expect(world.requestsOfLastCall()).toBe(12) // to look for a way, and three to tell him
    await moved(group.official, 'offerMention', obligationId, { to }, moveId)
    expect(pushed(group.lawyer)).toHaveLength(1)
    expect((await stored(obligationId)).notices.at(-1)).toMatchObject({ why: 'handOver', outcome: 'sent' })
  })

  it('accepted again after a lost answer is the same acceptance; another is told it is gone', async () => {
    const group = await aGroup(world)
    const { obligationId } = await asked(group)
    await moved(group.official, 'offerMention', obligationId, { to: person(group.lawyer) })
    const moveId = fresh('move')
    await moved(group.lawyer, 'acceptMention', obligationId, {}, moveId)
    await moved(group.lawyer, 'acceptMention', obligationId, {}, moveId)
    expect(await move(group.lawyer, 'acceptMention', obligationId, {})).toMatchObject({ code: 'NOT_ALLOWED' })
    const moves = (await stored(obligationId)).history.map((entry) => entry.move)
    expect(moves).toEqual(['offer', 'accept'])
  })

  it('accepted and answered by the giver at the same instant has one end or one owner, and no third', async () => {
    for (let round = 0; round < 6; round += 1) {
      const group = await aGroup(world)
      const { messageId, obligationId } = await asked(group)
      await moved(group.official, 'offerMention', obligationId, { to: person(group.lawyer) })
      const [accepted] = await Promise.all([
        move(group.lawyer, 'acceptMention', obligationId, {}),
        sent(group, group.official, '我来说', { answersMessageId: messageId }),
      ])
      const after = await stored(obligationId)
      const { lawyer, official } = group
      expect(after.ownerId).toBe(accepted.ok ? lawyer.personId : official.personId)
      if (!accepted.ok) expect(after.state).toBe('answered')
    }
  })

  it('declined stays with the giver, who is told', async () => {
    const group = await aGroup(world)
    const { obligationId } = await asked(group)
    await moved(group.official, 'offerMention', obligationId, { to: person(group.lawyer) })
    await moved(group.lawyer, 'declineOffer', obligationId, {})
    expect(await inboxOf(group.lawyer)).toEqual([])
    const after = await stored(obligationId)
    expect(after).toMatchObject({ offer: null, ownerId: group.official.personId, state: 'asked' })
    expect(after.notices.at(-1)).toMatchObject({ why: 'handOver', personId: group.official.personId })
  })

  it('offered to another, it leaves the inbox of the first; one the ladder called keeps it', async () => {
    const group = await aGroup(world)
    const { obligationId } = await asked(group)
    await moved(group.official, 'offerMention', obligationId, { to: person(group.lawyer) })
    await moved(group.official, 'offerMention', obligationId, { to: person(group.head) })
    expect(await inboxOf(group.lawyer)).toEqual([])
    expect(await inboxOf(group.head)).toHaveLength(1)
    const { notices } = await stored(obligationId)
    const climbed = { ...notices.at(-1)!, id: '0.1', why: 'rung' as const }
    await world.db
      .collection('obligations')
      .doc(obligationId)
      .update({ notices: [...notices, climbed] })
    await moved(group.head, 'declineOffer', obligationId, {})
    expect(await inboxOf(group.head)).toHaveLength(1)
  })

  it('is refused to who may not be asked, has left, asked it, or has it', async () => {
    const group = await aGroup(world)
    const { obligationId } = await asked(group)
    const shop = await joins(group, '企业', null, '示例·李掌柜')
    const gone = await joins(group, '律师', null, '示例·走了的')
    await removed(group, gone)
    const offer = (to: { kind: 'person' | 'unit'; id: string }) =>
      move(group.official, 'offerMention', obligationId, { to })
    for (const each of [shop, gone, group.merchant, group.official])
      expect(await offer(person(each))).toMatchObject({ code: 'HAND_OVER_REFUSED' })
    expect(await offer({ kind: 'unit', id: 'none' })).toMatchObject({ code: 'HAND_OVER_REFUSED' })
    expect((await stored(obligationId)).history).toEqual([])
  })

  it('keeps words back that do not pass the content check', async () => {
    const group = await aGroup(world)
    const { obligationId } = await asked(group)
    const offering = { to: person(group.lawyer), note: '这是违规示例' }
    expect(await move(group.official, 'offerMention', obligationId, offering)).toMatchObject({
      code: 'WORDS_REFUSED',
    })
    expect(await stored(obligationId)).toMatchObject({ offer: null })
  })

  it('to a unit reaches who is on duty there, by day also its head, else nobody', async () => {
    const group = await aGroup(world)
    const [duty, leader] = [
      await joins(group, '科室负责人', 'unit-other', '示例·小张'),
      await joins(group, '镇领导', 'unit-other', '示例·队长'),
    ]
    const offer = async (unitId: string) => {
      await forget(group)
      const { obligationId } = await asked(group)
      const to = { kind: 'unit' as const, id: unitId }
      return move(group.official, 'offerMention', obligationId, { to })
    }
    const staffed = await aUnit(leader.personId, duty.personId)
    const headed = await aUnit(leader.personId, null)
    const empty = await aUnit(null, null)
    const to = (name: string) => ({ ok: true, data: { mention: { offer: { toName: name } } } })
    expect(await offer(staffed)).toMatchObject(to('示例·小张'))
    expect(world.requestsOfLastCall()).toBe(10 + TELLING)
    expect(await offer(headed)).toMatchObject(to('示例·队长'))
    expect(await offer(empty)).toMatchObject({ code: 'HAND_OVER_NOBODY', facts: { name: '示例城管中队' } })
    world.cloud.clock.set(NIGHT)
    expect(await offer(staffed)).toMatchObject(to('示例·小张'))
    expect(await offer(headed)).toMatchObject({ code: 'HAND_OVER_NOBODY' })
  })

  it('at night wakes nobody who is not on duty', async () => {
    const group = await aGroup(world)
    const unitId = await aUnit(null, group.lawyer.personId)
    world.cloud.clock.set(NIGHT)
    const { obligationId } = await asked(group)
    const offer = () => move(group.official, 'offerMention', obligationId, { to: person(group.lawyer) })
    expect(await offer()).toMatchObject({ code: 'HAND_OVER_AT_NIGHT', facts: { name: '示例·周律师' } })
    await inUnit(group, group.lawyer, unitId)
    expect(await offer()).toMatchObject({ ok: true })
    expect(world.requestsOfLastCall()).toBe(9 + TELLING)
  })
})

describe('不归我', () => {
  it('is offered with its reason to the head of his unit, else to 群主', async () => {
    const group = await aGroup(world)
    const leader = await joins(group, '镇领导', null, '示例·分管领导')
    const unitId = await aUnit(leader.personId, null)
    const notMine = async () => {
      await forget(group)
      const { obligationId } = await asked(group)
      return moved(group.official, 'notMine', obligationId, { reason: '招牌归城管' })
    }
    expect((await notMine()).offer).toMatchObject({ toName: '示例·孟主席', note: '招牌归城管' })
    await inUnit(group, group.official, unitId)
    expect((await notMine()).offer).toMatchObject({ toName: '示例·分管领导', note: '招牌归城管' })
  })

  it('goes past a head who has it himself to the one above; 群主 has nobody above him', async () => {
    const group = await aGroup(world)
    const leader = await joins(group, '镇领导', null, '示例·分管领导')
    const town = await aUnit(leader.personId, null)
    await inUnit(group, group.official, await aUnit(group.official.personId, null, town))
    const first = await asked(group)
    const view = await moved(group.official, 'notMine', first.obligationId, { reason: '归别处' })
    expect(view.offer).toMatchObject({ toName: '示例·分管领导' })
    const last = await asked(group, group.head)
    expect(await move(group.head, 'notMine', last.obligationId, { reason: '归别处' })).toMatchObject({
      code: 'HAND_OVER_NOBODY',
    })
  })

  it('at night goes to who is on duty before the head', async () => {
    const group = await aGroup(world)
    const duty = await joins(group, '科室负责人', null, '示例·小张')
    await inUnit(group, group.official, await aUnit(group.head.personId, duty.personId))
    world.cloud.clock.set(NIGHT)
    const { obligationId } = await asked(group)
    const view = await moved(group.official, 'notMine', obligationId, { reason: '归别处' })
    expect(view.offer).toMatchObject({ toName: '示例·小张' })
    expect(world.requestsOfLastCall()).toBe(10 + TELLING)
  })
})

describe('outright', () => {
  it('群主 gives it to anyone who may be asked, who then has his own minutes to say 收到', async () => {
    const group = await aGroup(world)
    const { obligationId } = await asked(group)
    await moved(group.official, 'acknowledgeMention', obligationId, {})
    world.cloud.clock.advance(10 * MINUTE)
    await moved(group.head, 'assignMention', obligationId, { to: person(group.lawyer) })
    const after = await stored(obligationId)
    expect(after).toMatchObject({
      ownerId: group.lawyer.personId,
      ownerName: '示例·周律师',
      calledIds: [group.lawyer.personId],
      nextAt: new Date(START + 15 * MINUTE),
    })
    expect(after.notices.at(-1)).toMatchObject({ why: 'handOver', personId: group.lawyer.personId })
    await moved(group.lawyer, 'acknowledgeMention', obligationId, {})
    expect(await stored(obligationId)).toMatchObject({ nextAt: new Date(START + 30 * MINUTE) })
  })

  it('the head of a unit gives it within his unit, and no further', async () => {
    const group = await aGroup(world)
    const leader = await joins(group, '镇领导', null, '示例·分管领导')
    const unitId = await aUnit(leader.personId, null)
    await inUnit(group, group.official, unitId)
    const colleague = await joins(group, '科室负责人', unitId, '示例·同事')
    const { obligationId } = await asked(group)
    const assign = (to: TestPerson) => move(leader, 'assignMention', obligationId, { to: person(to) })
    expect(await assign(group.lawyer)).toMatchObject({ code: 'HAND_OVER_REFUSED' })
    expect(await assign(colleague)).toMatchObject({ ok: true, data: { mention: { ownerName: '示例·同事' } } })
  })

  it('我来接 by two at the same instant has one owner, and the one before is called no more', async () => {
    const group = await aGroup(world)
    const leader = await joins(group, '镇领导', null, '示例·分管领导')
    await inUnit(group, group.official, await aUnit(leader.personId, null))
    const { obligationId } = await asked(group)
    await Promise.all([leader, group.head].map((by) => move(by, 'takeMention', obligationId, {})))
    const { ownerId, calledIds, state, unitId } = await stored(obligationId)
    expect([leader.personId, group.head.personId]).toContain(ownerId)
    expect(calledIds).toEqual([ownerId])
    expect(state).toBe('acknowledged')
    expect(unitId).not.toBeNull()
    expect(await inboxOf(group.official)).toEqual([])
    const owner = ownerId === leader.personId ? leader : group.head
    expect(await move(owner, 'takeMention', obligationId, {})).toMatchObject({
      code: 'MOVE_REFUSED',
      facts: { state: '由您回应' },
    })
  })

  it('a promise that was given is kept by who has it now', async () => {
    const group = await aGroup(world)
    const { obligationId } = await asked(group)
    await moved(group.official, 'promiseMention', obligationId, { by: START + 3 * HOUR })
    await moved(group.head, 'takeMention', obligationId, {})
    expect(await stored(obligationId)).toMatchObject({
      state: 'promised',
      promisedAt: new Date(START + 3 * HOUR),
      nextAt: new Date(START + 3 * HOUR),
    })
  })
})
