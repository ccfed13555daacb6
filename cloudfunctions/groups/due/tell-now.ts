import type { Identity } from '../../_kit/actor'
import { db } from '../../_kit/cloud'
import type { Obligation } from '../../_kit/obligations/store'
import type { UnitDocument } from '../../_kit/units'
import { membershipId, type ConversationDocument, type MemberDocument } from '../store'
import { groupedByPerson } from './standing'
import { tellWaiting } from './tell-waiting'

interface Joined extends ConversationDocument {
  members: MemberDocument[]
  identities: Identity[]
  units: UnitDocument[]
}

/**
 * Tells at once those whom somebody's move has given a notice; the timer would do so within the minute. One request to
 * look around, and up to three for each person told; none when nobody waits.
 */
export async function tellNow(obligation: Obligation, now: number): Promise<Obligation> {
  const waiting = obligation.notices.filter(({ outcome }) => outcome === 'waiting')
  if (waiting.length === 0) return obligation
  const { conversationId } = obligation.source
  const people = [...new Set(waiting.map(({ personId }) => personId))]
  const ids = people.map((personId) => membershipId(conversationId, personId))
  const { data } = await db
    .collection('conversations')
    .aggregate()
    .match({ _id: conversationId })
    .lookup({ from: 'members', pipeline: [{ $match: { _id: { $in: ids } } }], as: 'members' })
    .lookup({
      from: 'identities',
      pipeline: [{ $match: { personId: { $in: people } } }],
      as: 'identities',
    })
    .lookup({ from: 'units', localField: 'members.unitId', foreignField: '_id', as: 'units' })
    .end()
  const [joined] = data as Joined[]
  if (!joined) return obligation
  return tellWaiting(obligation, {
    now,
    conversations: new Map([[conversationId, joined]]),
    members: new Map(joined.members.map((member) => [member._id, member])),
    identities: groupedByPerson(joined.identities),
    units: new Map(joined.units.map((unit) => [unit._id, { ...unit, rota: null, above: [] }])),
  })
}
