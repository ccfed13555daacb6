/** One group with everyone who may try an action of 群聊, and what they may try it on. */
import { aGroup, aVerifiedPerson, fresh, type TestGroup, type TestPerson } from '../../support/factories'
import { uploadAs } from '../../support/uploads'
import type { World } from '../../support/world'
import { talkIn } from './talk'

/** Whoever tries. `merchant` wrote and asked, `official` was asked, `unitHead` heads his unit, `other…` have
 * nothing to do with it. */
export type Caller =
  | 'head'
  | 'official'
  | 'otherOfficial'
  | 'unitHead'
  | 'lawyer'
  | 'merchant'
  | 'otherMerchant'
  | 'headOfOther'
  | 'removed'
  | 'stranger'
  | 'operator'
  | 'newcomer'

export interface Scene {
  group: TestGroup
  conversationId: string
  /** Of merchant and otherMerchant. */
  privateId: string
  people: Record<Caller, TestPerson>
  /** A fresh message of the merchant, which asks the official. */
  question(): Promise<{ messageId: string; obligationId: string }>
  /** The same, which the official has offered to the lawyer, or which has ended. */
  offered(): Promise<{ obligationId: string }>
  excused(): Promise<{ obligationId: string }>
  held(): Promise<string>
  invitation(): Promise<{ invitationId: string; code: string }>
  joinRequest(): Promise<string>
  report(conversationId: string): Promise<string>
  /** The question shown outside. */
  share(): Promise<{ shareId: string }>
  /** A file that 群主 put up for an import. */
  sheet(importId: string): Promise<string>
  /** A member who may be removed or changed. */
  someone(): Promise<TestPerson>
}

export async function aScene(world: World): Promise<Scene> {
  const { sent, removed } = talkIn(() => world)
  const [group, other] = await Promise.all([aGroup(world), aGroup(world)])
  const { conversationId, head, merchant } = group
  const joins = async (role: string, unitId: string | null = null) => {
    const person = await aVerifiedPerson(world)
    await world.ok(person.openid, 'groups', 'acceptInvitation', {
      code: (await invites(true)).code,
      name: '示例·后来的',
      organisation: '示例单位',
    })
    const id = `${conversationId}.${person.personId}`
    await world.db.collection('members').doc(id).update({ role, unitId })
    return person
  }
  const invites = async (atOnce: boolean) => {
    const input = { conversationId, draftId: fresh('draft'), role: '企业', days: 7, uses: 5, atOnce }
    return (await world.ok(head.openid, 'groups', 'makeInvitation', input)).invitation
  }
  const [otherOfficial, unitHead, otherMerchant, gone, stranger, operator] = await Promise.all([
    joins('科室负责人', 'unit-other'),
    joins('镇领导'),
    joins('企业'),
    joins('企业'),
    aVerifiedPerson(world),
    aVerifiedPerson(world),
  ])
  await removed(group, gone)
  await world.db
    .collection('units')
    .doc('unit-office')
    .set({ name: '示例办公室', parentId: null, headId: unitHead.personId })
  await world.db.collection('persons').doc(operator.personId).update({ operator: true })
  const { conversationId: privateId } = await world.ok(merchant.openid, 'groups', 'openPrivate', {
    via: conversationId,
    personId: otherMerchant.personId,
  })
  const question = async () => {
    // A further @ would join what is open: each question is one of its own.
    await world.db.collection('obligations').where({ askerId: merchant.personId, open: true }).remove()
    const message = await sent(group, merchant, '问一下', { mentionIds: [group.official.personId] })
    return { messageId: message.messageId, obligationId: message.mentions[0]!.obligationId }
  }
  return {
    group,
    conversationId,
    privateId,
    people: {
      head,
      official: group.official,
      otherOfficial,
      unitHead,
      lawyer: group.lawyer,
      merchant,
      otherMerchant,
      headOfOther: other.head,
      removed: gone,
      stranger,
      operator,
      newcomer: { openid: fresh('oTest'), personId: '' },
    },
    question,
    async offered() {
      const { obligationId } = await question()
      const to = { kind: 'person' as const, id: group.lawyer.personId }
      const input = { obligationId, to, moveId: fresh('move') }
      await world.ok(group.official.openid, 'groups', 'offerMention', input)
      return { obligationId }
    },
    async excused() {
      const { obligationId } = await question()
      const input = { obligationId, moveId: fresh('move') }
      await world.ok(group.official.openid, 'groups', 'excuseMention', input)
      return { obligationId }
    },
    held: async () => (await sent(group, merchant, '这是待审示例')).messageId,
    invitation: () => invites(false),
    async joinRequest() {
      const person = await aVerifiedPerson(world)
      const name = fresh('示例')
      const { code } = await invites(false)
      await world.ok(person.openid, 'groups', 'acceptInvitation', { code, name, organisation: '示例小店' })
      const { requests } = await world.ok(head.openid, 'groups', 'listJoinRequests', { conversationId })
      return requests.find((request) => request.name === name)!.requestId
    },
    async report(where) {
      const message = await sent({ ...group, conversationId: where }, merchant, '难听的话')
      const draftId = fresh('draft')
      await world.ok(otherMerchant.openid, 'groups', 'reportMessages', {
        draftId,
        conversationId: where,
        messageIds: [message.messageId],
        reason: draftId,
      })
      const { data } = await world.db.collection('reports').where({ reason: draftId }).get()
      return (data[0] as { _id: string })._id
    },
    async share() {
      const { obligationId } = await question()
      return world.ok(head.openid, 'groups', 'shareMention', { obligationId })
    },
    sheet: (importId) =>
      uploadAs(world, head.openid, `chat/roster-${importId}.xlsx`, Buffer.from('no sheet')),
    someone: () => joins('企业'),
  }
}
