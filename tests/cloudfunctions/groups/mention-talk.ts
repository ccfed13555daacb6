/** Asking by @ and moving it, as the tests of @ do it again and again. */
import type { MentionMoves } from '../../../miniprogram/domain/contract/groups/mentions'
import type { Obligation } from '../../../miniprogram/domain/obligations'
import { aVerifiedPerson, fresh, type TestGroup, type TestPerson } from '../../support/factories'
import type { World } from '../../support/world'
import { talkIn } from './talk'

export const MINUTE = 60_000
export const HOUR = 60 * MINUTE

type Move = keyof MentionMoves
type Rest<Name extends Move> = Omit<MentionMoves[Name]['input'], 'obligationId' | 'moveId'>

export function mentionsIn(world: () => World) {
  const { sent } = talkIn(world)
  const move = <Name extends Move>(
    by: TestPerson,
    name: Name,
    obligationId: string,
    rest: Rest<Name>,
    moveId = fresh('move'),
  ) => {
    const input = { obligationId, moveId, ...rest } as never
    return world().call(by.openid, 'groups', name, input)
  }
  return {
    /** The merchant asks the official, or whom else. */
    async asked(group: TestGroup, whom = group.official, text = '招牌要怎么报') {
      const message = await sent(group, group.merchant, text, { mentionIds: [whom.personId] })
      return { messageId: message.messageId, obligationId: message.mentions[0]!.obligationId }
    },
    /** A refusal is an answer. */
    move,
    /** A refusal is a failed test. */
    async moved<Name extends Move>(...args: Parameters<typeof move<Name>>) {
      const answer = await move(...args)
      if (!answer.ok) throw new Error(`${args[1]}: ${answer.code} ${JSON.stringify(answer.facts)}`)
      return (answer.data as MentionMoves[Name]['output']).mention
    },
    async stored(obligationId: string): Promise<Obligation> {
      const { data } = await world().db.collection('obligations').doc(obligationId).get()
      return (Array.isArray(data) ? data[0] : data) as Obligation
    },
    /** Someone more in the group. */
    async joins(group: TestGroup, role: string, unitId: string | null, name: string): Promise<TestPerson> {
      const person = await aVerifiedPerson(world())
      const { conversationId } = group
      await world()
        .db.collection('members')
        .doc(`${conversationId}.${person.personId}`)
        .set({
          conversationId,
          personId: person.personId,
          name,
          role,
          organisation: '示例单位',
          unitId,
          sortKey: `09.${person.personId}`,
          state: 'active',
          readN: 0,
          joinedAt: new Date(0),
          searchKey: '',
          history: [],
        })
      return person
    },
    /** A unit with its head; whoever is on duty is so around the clock. */
    async aUnit(headId: string | null, onDutyId: string | null, parentId: string | null = null) {
      const unitId = fresh('unit')
      const { db } = world()
      await db.collection('units').doc(unitId).set({ name: '示例城管中队', parentId, headId })
      const week = [1, 2, 3, 4, 5, 6, 7].map((day) => ({ day, from: 0, to: 24 * 60, personId: onDutyId }))
      if (onDutyId)
        await db
          .collection('rotas')
          .doc(unitId)
          .set({ since: new Date(Date.UTC(2026, 3, 5, 16)), weeks: [week], changes: [] })
      return unitId
    },
  }
}
