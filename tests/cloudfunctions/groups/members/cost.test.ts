import { aGroup, aVerifiedPerson, fresh } from '../../../support/factories'
import { startWorld, type World } from '../../../support/world'
import { peopleIn } from './people'

let world: World
beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world.stop())

const { aRowFor, anInvitation, accepts } = peopleIn(() => world)

it('what a call of the roster costs in database requests is what its docstring says', async () => {
  const group = await aGroup(world)
  const { conversationId, head, official, merchant, lawyer } = group
  const cost: Record<string, number> = {}
  const costs = async (name: string, call: Promise<unknown>) => {
    await call
    cost[name] = world.requestsOfLastCall()
  }
  const about = { conversationId, personId: lawyer.personId }
  const person = await aVerifiedPerson(world)
  await costs('nothingToClaim', world.ok(person.openid, 'groups', 'claimRows', {}))
  await aRowFor(group, person)
  await costs('claim', world.ok(person.openid, 'groups', 'claimRows', {}))

  const atOnce = await anInvitation(group)
  cost.invite = world.requestsOfLastCall()
  const guest = await aVerifiedPerson(world)
  await costs('openInvitation', world.ok(guest.openid, 'groups', 'openInvitation', { code: atOnce.code }))
  await costs('accept', accepts(guest, atOnce.code))
  const asking = await anInvitation(group, { atOnce: false })
  const other = await aVerifiedPerson(world)
  await costs('ask', accepts(other, asking.code))
  await costs('requests', world.ok(head.openid, 'groups', 'listJoinRequests', { conversationId }))
  const { requests } = await world.ok(head.openid, 'groups', 'listJoinRequests', { conversationId })
  const decision = { requestId: requests[0]!.requestId, moveId: fresh('move') }
  await costs(
    'letIn',
    world.ok(head.openid, 'groups', 'decideJoin', { ...decision, decision: { admit: true, role: '律师' } }),
  )
  await costs('noRequests', world.ok(head.openid, 'groups', 'listJoinRequests', { conversationId }))
  await costs('invitations', world.ok(head.openid, 'groups', 'listInvitations', { conversationId }))
  const withdrawal = { invitationId: asking.invitationId, moveId: fresh('move') }
  await costs('withdraw', world.ok(head.openid, 'groups', 'withdrawInvitation', withdrawal))

  await costs('card', world.ok(merchant.openid, 'groups', 'openCard', about))
  const words = {
    conversationId,
    helpsWith: '看合同',
    channel: '',
    phoneShared: false,
    moveId: fresh('move'),
  }
  await costs('editCard', world.ok(lawyer.openid, 'groups', 'editCard', words))
  const look = { conversationId, personId: merchant.personId }
  await costs('reveal', world.ok(official.openid, 'groups', 'revealPhone', look))
  await costs('revealAgain', world.ok(official.openid, 'groups', 'revealPhone', look))
  await costs('reveals', world.ok(merchant.openid, 'groups', 'listReveals', {}))
  const role = { ...about, role: '金融', moveId: fresh('move') }
  await costs('changeRole', world.ok(head.openid, 'groups', 'changeRole', role))
  await costs('history', world.ok(head.openid, 'groups', 'readHistory', about))
  const removal = { ...about, moveId: fresh('move') }
  await costs('remove', world.ok(head.openid, 'groups', 'removeMember', removal))
  await costs('removed', world.ok(head.openid, 'groups', 'listRemoved', { conversationId }))
  await costs(
    'readmit',
    world.ok(head.openid, 'groups', 'readmitMember', { ...about, moveId: fresh('move') }),
  )
  await costs('roster', world.ok(head.openid, 'groups', 'listRoster', { conversationId }))
  await costs('template', world.ok(head.openid, 'groups', 'rosterTemplate', { conversationId }))
  await world.db.collection('persons').doc(other.personId).update({ operator: true })
  await costs('keptGroups', world.ok(other.openid, 'groups', 'listKeptGroups', {}))
  expect(cost).toEqual({
    nothingToClaim: 3,
    claim: 17,
    invite: 3,
    openInvitation: 5,
    accept: 18,
    ask: 11,
    requests: 5,
    letIn: 17,
    noRequests: 3,
    invitations: 3,
    withdraw: 5,
    card: 4,
    editCard: 4,
    reveal: 5,
    revealAgain: 6,
    reveals: 2,
    changeRole: 5,
    history: 4,
    remove: 15,
    removed: 3,
    readmit: 17,
    roster: 4,
    template: 3,
    keptGroups: 3,
  })
})
