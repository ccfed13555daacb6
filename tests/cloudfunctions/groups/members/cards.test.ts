import { aGroup, aVerifiedPerson, fresh, type TestGroup, type TestPerson } from '../../../support/factories'
import { sampleNumber } from '../../../../local/cloud/openapi/phone-codes'
import { START, startWorld, type World } from '../../../support/world'
import { talkIn } from '../talk'
import { peopleIn } from './people'

let world: World
beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world.stop())
beforeEach(() => {
  world.cloud.clock.set(START)
})

const { sent, send, read, removed } = talkIn(() => world)
const { membership, audience, memberCount } = peopleIn(() => world)
const DAY = 24 * 60 * 60_000

const about = ({ conversationId }: TestGroup, { personId }: TestPerson) => ({ conversationId, personId })

describe('a member’s card', () => {
  it('says what he wrote, and his number masked', async () => {
    const group = await aGroup(world)
    const { conversationId, lawyer, merchant } = group
    const card = { helpsWith: '看合同', channel: 'sphLawyer', phoneShared: false }
    await world.ok(lawyer.openid, 'groups', 'editCard', { conversationId, ...card, moveId: fresh('move') })
    const number = sampleNumber(lawyer.openid)
    expect(await world.ok(merchant.openid, 'groups', 'openCard', about(group, lawyer))).toEqual({
      card: {
        personId: lawyer.personId,
        name: '示例·周律师',
        role: '律师',
        organisation: '示例单位',
        ...card,
        active: true,
        mine: false,
        mentionable: true,
        phoneMasked: `${number.slice(0, 3)}****${number.slice(-4)}`,
        mayRevealPhone: false,
        mayManage: false,
      },
    })
    const { members } = await world.ok(merchant.openid, 'groups', 'listMembers', { conversationId })
    expect(members.find(({ role }) => role === '律师')).toMatchObject({ helpsWith: '看合同' })
  })

  it('takes no words that are not plainly fine, and says so', async () => {
    const group = await aGroup(world)
    const edit = (helpsWith: string) =>
      world.call(group.lawyer.openid, 'groups', 'editCard', {
        conversationId: group.conversationId,
        helpsWith,
        channel: '',
        phoneShared: false,
        moveId: fresh('move'),
      })
    expect(await edit('违规示例')).toMatchObject({ code: 'WORDS_REFUSED' })
    expect(await edit('待审示例')).toMatchObject({ code: 'WORDS_REFUSED' })
    expect(await membership(group, group.lawyer)).toMatchObject({ helpsWith: '', history: [] })
  })

  it('is for members alone', async () => {
    const group = await aGroup(world)
    const stranger = await aVerifiedPerson(world)
    const open = (by: TestPerson, whom: TestPerson) =>
      world.call(by.openid, 'groups', 'openCard', about(group, whom))
    expect(await open(stranger, group.lawyer)).toMatchObject({ code: 'NOT_MEMBER' })
    expect(await open(group.merchant, stranger)).toMatchObject({ code: 'NOT_FOUND' })
    await removed(group, group.lawyer)
    expect(await open(group.lawyer, group.merchant)).toMatchObject({ code: 'NOT_MEMBER' })
    expect(await open(group.merchant, group.lawyer)).toMatchObject({ code: 'NOT_FOUND' })
    expect(await open(group.head, group.lawyer)).toMatchObject({
      ok: true,
      data: { card: { active: false } },
    })
  })
})

describe('a phone number', () => {
  const look = (group: TestGroup, by: TestPerson, whom: TestPerson) =>
    world.call(by.openid, 'groups', 'revealPhone', about(group, whom))

  it('is shown to those allowed only, and each look is on record, once a day', async () => {
    const group = await aGroup(world)
    const { merchant, official, lawyer, head } = group
    const number = sampleNumber(merchant.openid)
    expect(await look(group, official, merchant)).toEqual({ ok: true, data: { number } })
    world.cloud.clock.set(START + 60_000)
    expect(await look(group, official, merchant)).toMatchObject({ ok: true })
    expect(await look(group, head, merchant)).toMatchObject({ ok: true })
    expect(await look(group, merchant, merchant)).toMatchObject({ ok: true })
    expect(await look(group, lawyer, merchant)).toMatchObject({ code: 'NOT_ALLOWED' })
    expect(await look(group, official, lawyer)).toMatchObject({ code: 'NOT_ALLOWED' })
    world.cloud.clock.set(START + DAY)
    expect(await look(group, official, merchant)).toMatchObject({ ok: true })
    const { reveals } = await world.ok(merchant.openid, 'groups', 'listReveals', {})
    expect(reveals).toMatchObject([
      { name: '示例·陈主任', role: '科室负责人', at: START + DAY },
      { name: '示例·孟主席', at: START + 60_000 },
      { name: '示例·陈主任', at: START },
    ])
    expect((await world.ok(lawyer.openid, 'groups', 'listReveals', {})).reveals).toEqual([])
  })

  it('is for all in the group when he says so', async () => {
    const group = await aGroup(world)
    const { conversationId, lawyer, merchant } = group
    const edit = { conversationId, helpsWith: '', channel: '', phoneShared: true, moveId: fresh('move') }
    await world.ok(lawyer.openid, 'groups', 'editCard', edit)
    expect(await look(group, merchant, lawyer)).toMatchObject({ ok: true })
    await removed(group, merchant)
    expect(await look(group, merchant, lawyer)).toMatchObject({ code: 'NOT_MEMBER' })
  })
})

describe('what 群主 does with members', () => {
  const change = (
    group: TestGroup,
    whom: TestPerson,
    role: string,
    by = group.head,
    moveId = fresh('move'),
  ) => world.call(by.openid, 'groups', 'changeRole', { ...about(group, whom), role, moveId })

  it('a role changes once, and stands in the history', async () => {
    const group = await aGroup(world)
    const moveId = fresh('move')
    expect(await change(group, group.lawyer, '金融', group.head, moveId)).toMatchObject({
      data: { card: { role: '金融' } },
    })
    await change(group, group.lawyer, '媒体')
    await change(group, group.lawyer, '金融', group.head, moveId)
    expect(await membership(group, group.lawyer)).toMatchObject({ role: '媒体' })
    const { moves } = await world.ok(group.head.openid, 'groups', 'readHistory', about(group, group.lawyer))
    expect(moves).toMatchObject([
      { move: '换了角色', by: '示例·孟主席', detail: '金融 → 媒体' },
      { move: '换了角色', detail: '律师 → 金融' },
    ])
  })

  it('not his own, not by others, not to what does not exist', async () => {
    const group = await aGroup(world)
    expect(await change(group, group.head, '企业')).toMatchObject({ code: 'NOT_ALLOWED' })
    expect(await change(group, group.lawyer, '群主')).toMatchObject({ code: 'ROLE_UNKNOWN' })
    expect(await change(group, group.lawyer, '企业', group.official)).toMatchObject({ code: 'NOT_ALLOWED' })
    const history = { ...about(group, group.lawyer) }
    expect(await world.call(group.official.openid, 'groups', 'readHistory', history)).toMatchObject({
      code: 'NOT_ALLOWED',
    })
  })

  it('one who was removed comes back, hears again, and has nothing unread', async () => {
    const group = await aGroup(world)
    await removed(group, group.lawyer)
    expect(await memberCount(group)).toBe(3)
    await sent(group, group.merchant, '他不在的时候')
    const list = { conversationId: group.conversationId }
    expect((await world.ok(group.head.openid, 'groups', 'listRemoved', list)).members).toMatchObject([
      { name: '示例·周律师' },
    ])
    const moveId = fresh('move')
    const readmit = () =>
      world.ok(group.head.openid, 'groups', 'readmitMember', { ...about(group, group.lawyer), moveId })
    expect((await readmit()).card).toMatchObject({ active: true, role: '律师' })
    expect(await audience(group)).toContain(group.lawyer.openid)
    expect(await memberCount(group)).toBe(4)
    const { conversations } = await world.ok(group.lawyer.openid, 'groups', 'listConversations', {})
    expect(conversations).toMatchObject([{ unread: 0 }])
    expect(await send(group, group.lawyer, '我回来了')).toMatchObject({ ok: true })
    expect((await read(group, group.lawyer)).messages).toHaveLength(2)
    // The same wish, arriving late again, does not undo a second removal.
    await removed(group, group.lawyer)
    await readmit()
    expect(await membership(group, group.lawyer)).toMatchObject({ state: 'removed' })
  })
})
