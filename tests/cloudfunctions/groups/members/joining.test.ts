import { aGroup, aPerson, aVerifiedPerson, fresh } from '../../../support/factories'
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

const { sent, read, removed } = talkIn(() => world)
const { aRowFor, anInvitation, accepts, membership, audience, memberCount } = peopleIn(() => world)
const DAY = 24 * 60 * 60_000

describe('claiming a row of the roster', () => {
  it('brings the holder of the number in, with what the row says of him', async () => {
    const group = await aGroup(world)
    const said = await sent(group, group.head, '欢迎')
    const person = await aVerifiedPerson(world)
    await aRowFor(group, person, { role: '律师', helpsWith: '看合同' })
    expect(await world.ok(person.openid, 'groups', 'claimRows', {})).toEqual({
      joined: [{ conversationId: group.conversationId, name: '通济营商环境共建（示例）' }],
      requests: [],
    })
    expect(await membership(group, person)).toMatchObject({
      state: 'active',
      role: '律师',
      name: '示例·单掌柜',
      helpsWith: '看合同',
      readN: said.n,
      searchKey: 'shilishanzhanggui slszg shilidouhuadian sldhd',
      history: [{ move: 'claim', by: person.personId }],
    })
    expect(await audience(group)).toContain(person.openid)
    expect(await memberCount(group)).toBe(5)
    // 我的 would greet him as 街坊 for ever.
    expect((await world.ok(person.openid, 'people', 'me', {})).me!.name).toBe('示例·单掌柜')
    await sent(group, person, '我来了')
    expect((await read(group, person)).messages).toHaveLength(2)
  })

  it('needs a verified number, and nobody comes in by another’s', async () => {
    const group = await aGroup(world)
    const person = await aVerifiedPerson(world)
    await aRowFor(group, person)
    const stranger = await aPerson(world)
    expect(await world.call(stranger.openid, 'groups', 'claimRows', {})).toMatchObject({
      code: 'PHONE_NEEDED',
    })
    const other = await aVerifiedPerson(world)
    expect(await world.ok(other.openid, 'groups', 'claimRows', {})).toEqual({ joined: [], requests: [] })
  })

  it('at the same instant and again makes one membership', async () => {
    const group = await aGroup(world)
    const person = await aVerifiedPerson(world)
    await aRowFor(group, person)
    const claims = Array.from({ length: 4 }, () => world.call(person.openid, 'groups', 'claimRows', {}))
    expect((await Promise.all(claims)).filter((answer) => answer.ok)).not.toEqual([])
    await world.ok(person.openid, 'groups', 'claimRows', {})
    expect((await membership(group, person)).history).toHaveLength(1)
    expect((await audience(group)).filter((openid) => openid === person.openid)).toHaveLength(1)
  })

  it('gives a member who came another way the words of the sheet, and leaves 群主 as he is', async () => {
    const group = await aGroup(world)
    await aRowFor(group, group.lawyer, { role: '金融' })
    await aRowFor(group, group.head, { role: '企业' })
    await world.ok(group.lawyer.openid, 'groups', 'claimRows', {})
    await world.ok(group.head.openid, 'groups', 'claimRows', {})
    expect(await membership(group, group.lawyer)).toMatchObject({ role: '金融' })
    expect(await membership(group, group.head)).toMatchObject({ role: '群主' })
    expect(await memberCount(group)).toBe(4)
  })

  it('does not bring back one who was removed', async () => {
    const group = await aGroup(world)
    await aRowFor(group, group.lawyer)
    await removed(group, group.lawyer)
    expect((await world.ok(group.lawyer.openid, 'groups', 'claimRows', {})).joined).toEqual([])
    expect(await membership(group, group.lawyer)).toMatchObject({ state: 'removed' })
    expect(await audience(group)).not.toContain(group.lawyer.openid)
  })
})

describe('an invitation', () => {
  it('lets in at once with its role', async () => {
    const group = await aGroup(world)
    const { code } = await anInvitation(group)
    const person = await aVerifiedPerson(world)
    expect(await world.ok(person.openid, 'groups', 'openInvitation', { code })).toMatchObject({
      conversationName: '通济营商环境共建（示例）',
      role: '律师',
      state: 'open',
      standing: 'none',
    })
    expect(await accepts(person, code)).toMatchObject({ ok: true, data: { standing: 'joined' } })
    expect(await membership(group, person)).toMatchObject({
      role: '律师',
      name: '示例·来人',
      state: 'active',
    })
    expect(await accepts(person, code)).toMatchObject({ ok: true, data: { standing: 'joined' } })
    const { invitations } = await world.ok(group.head.openid, 'groups', 'listInvitations', {
      conversationId: group.conversationId,
    })
    expect(invitations).toMatchObject([{ used: 1, state: 'open' }])
  })

  it('never lets in more than its places, at the same instant too', async () => {
    const group = await aGroup(world)
    const { code } = await anInvitation(group, { uses: 3 })
    const people = await Promise.all(Array.from({ length: 8 }, () => aVerifiedPerson(world)))
    const answers = await Promise.all(people.map((person) => accepts(person, code)))
    expect(answers.filter((answer) => answer.ok)).toHaveLength(3)
    const refusals = answers.flatMap((answer) => (answer.ok ? [] : [answer.code]))
    expect(new Set(refusals)).toEqual(new Set(['INVITATION_USED_UP']))
    expect(await memberCount(group)).toBe(7)
    expect(await audience(group)).toHaveLength(7)
  })

  it('ends with its days, and when it is withdrawn', async () => {
    const group = await aGroup(world)
    const person = await aVerifiedPerson(world)
    const old = await anInvitation(group, { days: 1 })
    world.cloud.clock.set(START + DAY)
    expect(await accepts(person, old.code)).toMatchObject({ code: 'INVITATION_EXPIRED' })
    const other = await anInvitation(group)
    const withdrawal = { invitationId: other.invitationId, moveId: fresh('move') }
    const { invitation } = await world.ok(group.head.openid, 'groups', 'withdrawInvitation', withdrawal)
    expect(invitation.state).toBe('withdrawn')
    expect(await accepts(person, other.code)).toMatchObject({ code: 'INVITATION_WITHDRAWN' })
    expect(await membership(group, person)).toBeUndefined()
  })

  it('is made once per draft, by 群主 alone, for a role that can be given', async () => {
    const group = await aGroup(world)
    const about = { role: '律师', days: 7, uses: 5, atOnce: true, draftId: fresh('draft') }
    const input = { conversationId: group.conversationId, ...about }
    const one = await world.ok(group.head.openid, 'groups', 'makeInvitation', input)
    expect(await world.ok(group.head.openid, 'groups', 'makeInvitation', input)).toEqual(one)
    const by = (openid: string, more = {}) =>
      world.call(openid, 'groups', 'makeInvitation', { ...input, draftId: fresh('draft'), ...more })
    expect(await by(group.official.openid)).toMatchObject({ code: 'NOT_ALLOWED' })
    expect(await by(group.head.openid, { role: '群主' })).toMatchObject({ code: 'ROLE_UNKNOWN' })
    expect(await by(group.head.openid, { days: 365 })).toMatchObject({ code: 'BAD_INPUT' })
  })

  it('gives his own row to someone of the roster, without a place', async () => {
    const group = await aGroup(world)
    const { code } = await anInvitation(group, { uses: 1 })
    const person = await aVerifiedPerson(world)
    await aRowFor(group, person)
    await accepts(person, code)
    expect(await membership(group, person)).toMatchObject({ role: '企业', name: '示例·单掌柜' })
    expect(await accepts(await aVerifiedPerson(world), code)).toMatchObject({ ok: true })
  })

  it('asks 群主 about one who was removed before', async () => {
    const group = await aGroup(world)
    const { code } = await anInvitation(group)
    await removed(group, group.lawyer)
    expect(await accepts(group.lawyer, code)).toMatchObject({ ok: true, data: { standing: 'asked' } })
    expect(await membership(group, group.lawyer)).toMatchObject({ state: 'removed' })
  })
})

describe('asking to come in', () => {
  const asked = async () => {
    const group = await aGroup(world)
    const { code } = await anInvitation(group, { atOnce: false })
    const person = await aVerifiedPerson(world)
    await accepts(person, code, '示例·单掌柜')
    const list = () =>
      world.ok(group.head.openid, 'groups', 'listJoinRequests', { conversationId: group.conversationId })
    const decide = (
      decision: Parameters<typeof world.ok<'groups', 'decideJoin'>>[3]['decision'],
      moveId = fresh('move'),
    ) =>
      list().then(({ requests }) => {
        const requestId = requests[0]?.requestId ?? ''
        return world.call(group.head.openid, 'groups', 'decideJoin', { requestId, moveId, decision })
      })
    return { group, person, code, list, decide }
  }

  it('reaches 群主, who lets in as a row of the roster although the number is another', async () => {
    const { group, person, list, decide } = await asked()
    const other = await aVerifiedPerson(world)
    const rowId = await aRowFor(group, other)
    expect((await list()).requests).toMatchObject([
      {
        name: '示例·单掌柜',
        role: '律师',
        phoneMasked: expect.stringMatching(/^170\*{4}\d{4}$/),
        rows: [{ rowId }],
      },
    ])
    expect(await decide({ admit: true, role: '律师', rowId })).toMatchObject({ ok: true })
    expect(await membership(group, person)).toMatchObject({ organisation: '示例豆花店', role: '企业' })
    expect((await list()).requests).toEqual([])
    expect((await world.ok(other.openid, 'groups', 'claimRows', {})).joined).toEqual([])
  })

  it('turned down, is told why, and may ask again', async () => {
    const { group, person, code, list, decide } = await asked()
    expect(await decide({ admit: false, reason: '请先到镇上登记' })).toMatchObject({ ok: true })
    expect((await world.ok(person.openid, 'groups', 'claimRows', {})).requests).toMatchObject([
      { state: 'refused', reason: '请先到镇上登记' },
    ])
    expect(await world.ok(person.openid, 'groups', 'openInvitation', { code })).toMatchObject({
      standing: 'refused',
      reason: '请先到镇上登记',
    })
    await accepts(person, code)
    expect((await list()).requests).toHaveLength(1)
    expect(await membership(group, person)).toBeUndefined()
  })

  it('decided twice is decided once; a repeat knows its own work', async () => {
    const { group, person, list } = await asked()
    const requestId = (await list()).requests[0]!.requestId
    const letIn = (moveId: string) =>
      world.call(group.head.openid, 'groups', 'decideJoin', {
        requestId,
        moveId,
        decision: { admit: true, role: '金融' },
      })
    const moveId = fresh('move')
    expect(await letIn(moveId)).toMatchObject({ ok: true })
    expect(await letIn(moveId)).toMatchObject({ ok: true })
    expect(await letIn(fresh('move'))).toMatchObject({ code: 'MOVE_REFUSED' })
    expect((await membership(group, person)).history).toHaveLength(1)
    await removed(group, person)
    expect(await letIn(moveId)).toMatchObject({ ok: true })
    expect(await membership(group, person)).toMatchObject({ state: 'removed' })
  })
})
