/** People who come into a group, as the tests of this folder need them. */
import { derivedId } from '../../../../cloudfunctions/_kit/ids'
import { phoneDigest } from '../../../../cloudfunctions/_kit/phone-digest'
import { sampleNumber } from '../../../../local/cloud/openapi/phone-codes'
import { fresh, type TestGroup, type TestPerson } from '../../../support/factories'
import type { World } from '../../../support/world'

/** `world` is asked for at each call, since a test file starts its own before its first test. */
export function peopleIn(world: () => World) {
  return {
    /** A row of the roster that waits for a person. @returns its id */
    async aRowFor(group: TestGroup, person: TestPerson, more: Record<string, unknown> = {}): Promise<string> {
      const digest = phoneDigest(sampleNumber(person.openid))
      const id = derivedId('rosterRow', group.conversationId, digest)
      await world()
        .db.collection('rosterRows')
        .doc(id)
        .set({
          conversationId: group.conversationId,
          name: '示例·单掌柜',
          role: '企业',
          organisation: '示例豆花店',
          unitId: null,
          helpsWith: '',
          channel: '',
          phoneDigest: digest,
          phoneMasked: '170****0000',
          state: 'open',
          personId: null,
          sortKey: `07.shan.${id}`,
          searchKey: 'shan',
          history: [],
          ...more,
        })
      return id
    },
    /** An invitation's code. */
    async anInvitation(
      group: TestGroup,
      more: { role?: string; days?: number; uses?: number; atOnce?: boolean } = {},
    ) {
      const input = { role: '律师', days: 7, uses: 5, atOnce: true, ...more }
      const { conversationId } = group
      const about = { conversationId, draftId: fresh('draft'), ...input }
      return (await world().ok(group.head.openid, 'groups', 'makeInvitation', about)).invitation
    },
    /** Taps 加入 again as long as the cloud says that too many do at once. */
    async accepts(person: TestPerson, code: string, name = '示例·来人') {
      const input = { code, name, organisation: '示例单位' }
      for (;;) {
        const answer = await world().call(person.openid, 'groups', 'acceptInvitation', input)
        if (answer.ok || answer.code !== 'BUSY') return answer
      }
    },
    membership: async (group: TestGroup, person: TestPerson) => {
      const id = `${group.conversationId}.${person.personId}`
      return (await world().db.collection('members').doc(id).get()).data[0]
    },
    audience: async (group: TestGroup): Promise<string[]> =>
      (await world().db.collection('audiences').doc(group.conversationId).get()).data[0].openids,
    memberCount: async (group: TestGroup): Promise<number> =>
      (await world().db.collection('conversations').doc(group.conversationId).get()).data[0].memberCount,
  }
}
