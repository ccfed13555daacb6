/** An @ with all that decides who may do what about it. */
import { ladderOfGroup, type LadderSettings } from '../../../miniprogram/domain/ladder'
import type { Acting } from '../../../miniprogram/domain/mention-acts'
import type { Holder } from '../../../miniprogram/domain/mention-changes'
import type { Obligation } from '../../../miniprogram/domain/obligations'
import { can } from '../../../miniprogram/domain/permissions'
import { HEAD_ROLE } from '../../../miniprogram/domain/roles'
import { db } from '../../_kit/cloud'
import { Refusal } from '../../_kit/refusal'
import { membershipsOf, type ConversationDocument, type MemberDocument } from '../store'

interface UnitDocument {
  _id: string
  headId: string | null
}

export interface Scene {
  obligation: Obligation
  conversation: ConversationDocument
  settings: LadderSettings
  /** The reader's own membership. */
  member: MemberDocument
  acting: Acting
  /** Of the unit whose business it is, then of those above it; without 群主. */
  headIds: string[]
  /** The active members among everyone this may concern; whoever is looked up later joins them. */
  members: MemberDocument[]
  /** For whose memberships was looked, found or not. */
  lookedFor: Set<string>
}

interface Joined extends Obligation {
  conversations: ConversationDocument[]
  unit: UnitDocument[]
  above1: UnitDocument[]
  above2: UnitDocument[]
  above3: UnitDocument[]
}

const above = (localField: string, as: string) => ({ from: 'units', localField, foreignField: '_id', as })

/**
 * Two requests.
 * @param alsoId somebody else whose membership matters, such as the one it is handed to
 * @throws Refusal NOT_ALLOWED, the same for "not there" and "not yours": an id must not be probed
 */
export async function sceneOf(obligationId: string, personId: string, alsoId?: string): Promise<Scene> {
  const { data } = await db
    .collection('obligations')
    .aggregate()
    .match({ _id: obligationId })
    .lookup({
      from: 'conversations',
      localField: 'source.conversationId',
      foreignField: '_id',
      as: 'conversations',
    })
    .lookup(above('unitId', 'unit'))
    .lookup(above('unit.parentId', 'above1'))
    .lookup(above('above1.parentId', 'above2'))
    .lookup(above('above2.parentId', 'above3'))
    .end()
  const [joined] = data as Joined[]
  if (!joined) throw new Refusal('NOT_ALLOWED')
  const { conversations, unit, above1, above2, above3, ...obligation } = joined
  const [conversation] = conversations
  if (!conversation) throw new Refusal('NOT_ALLOWED')
  const headIds = [...unit, ...above1, ...above2, ...above3].flatMap(({ headId }) => headId ?? [])
  const concerned = [
    personId,
    obligation.ownerId,
    conversation.headId,
    ...headIds,
    ...(alsoId ? [alsoId] : []),
  ]
  const lookedFor = new Set(concerned)
  const members = (await membershipsOf(conversation._id, [...lookedFor])).filter(
    ({ state }) => state === 'active',
  )
  const member = members.find((each) => each.personId === personId)
  if (!member || !can('groups.read', { personId, member })) throw new Refusal('NOT_ALLOWED')
  return {
    obligation,
    conversation,
    settings: ladderOfGroup(conversation),
    member,
    acting: {
      personId,
      isGroupHead: member.role === HEAD_ROLE,
      isUnitHead: headIds.includes(personId),
    },
    headIds,
    members,
    lookedFor,
  }
}

/** The first of some people who is an active member. No request for those who were looked up before, one for all others. */
export async function firstHere(scene: Scene, ids: string[]): Promise<MemberDocument | undefined> {
  const here = () => ids.map((id) => scene.members.find(({ personId }) => personId === id)).find(Boolean)
  const missing = ids.filter((id) => !scene.lookedFor.has(id))
  if (missing.length === 0) return here()
  for (const id of missing) scene.lookedFor.add(id)
  const more = await membershipsOf(scene.conversation._id, missing)
  scene.members.push(...more.filter(({ state }) => state === 'active'))
  return here()
}

export function holderOf({ personId, name, unitId }: MemberDocument): Holder {
  return { personId, name, unitId }
}
