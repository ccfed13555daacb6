/** Everything around obligations that are due, read for a whole page at once. */
import { ladderOfGroup, ladderOf } from '../../../miniprogram/domain/ladder'
import type { Candidate, Standing } from '../../../miniprogram/domain/climb'
import { isGone } from '../../../miniprogram/domain/messages'
import { HEAD_ROLE } from '../../../miniprogram/domain/roles'
import type { Identity } from '../../_kit/actor'
import { canCall, hasRobots } from '../../_kit/channels'
import { command, db } from '../../_kit/cloud'
import type { Obligation } from '../../_kit/obligations/store'
import { wayTo, type Way } from '../../_kit/reach'
import { answeringUnits, headsOf, onDutyIn, type AnsweringUnit } from '../../_kit/units'
import type { MessageDocument } from '../messages'
import { membershipId, type ConversationDocument, type MemberDocument } from '../store'

/** Of one moment: the shared reads of a page of obligations. */
export interface Surroundings {
  now: number
  conversations: Map<string, ConversationDocument>
  units: Map<string, AnsweringUnit>
  members: Map<string, MemberDocument>
  identities: Map<string, Identity[]>
  /** Messages that ask nobody any more: recalled, withdrawn, refused. */
  goneMessages: Set<string>
}

/** Five requests for any number of obligations up to a page. */
export async function surroundingsOf(obligations: Obligation[], now: number): Promise<Surroundings> {
  const unique = (ids: (string | null)[]) =>
    [...new Set(ids.filter((id) => id !== null && id !== ''))] as string[]
  const [conversations, messages] = await Promise.all([
    byIds<ConversationDocument>(
      'conversations',
      unique(obligations.map(({ source }) => source.conversationId)),
    ),
    byIds<Pick<MessageDocument, '_id' | 'content'>>(
      'messages',
      unique(obligations.map(({ source }) => source.messageId)),
      { content: true },
    ),
  ])
  const conversationOf = new Map(conversations.map((each) => [each._id, each]))
  const units = await answeringUnits(
    unique(
      obligations.flatMap(({ unitId, source }) => [
        unitId,
        conversationOf.get(source.conversationId)?.unitId ?? null,
      ]),
    ),
  )
  const surroundings: Surroundings = {
    now,
    conversations: conversationOf,
    units: new Map(units.map((each) => [each._id, each])),
    members: new Map(),
    identities: new Map(),
    goneMessages: new Set(
      messages.filter(({ content }) => isGone(content) || content === 'refused').map(({ _id }) => _id),
    ),
  }
  const people = obligations.flatMap((obligation) =>
    [...peopleAround(obligation, surroundings), ...toldNext(obligation)].map((personId) => ({
      personId,
      conversationId: obligation.source.conversationId,
    })),
  )
  const [members, identities] = await Promise.all([
    byIds<MemberDocument>(
      'members',
      unique(people.map(({ conversationId, personId }) => membershipId(conversationId, personId))),
    ),
    identitiesOf(unique(people.map(({ personId }) => personId))),
  ])
  surroundings.members = new Map(members.map((each) => [each._id, each]))
  surroundings.identities = identities
  return surroundings
}

/** Who waits to be told, such as one it is offered to. */
function toldNext({ notices }: Obligation): string[] {
  return notices.flatMap(({ outcome, personId }) => (outcome === 'waiting' ? [personId] : []))
}

async function byIds<Document>(collection: string, ids: string[], fields?: object): Promise<Document[]> {
  if (ids.length === 0) return []
  const query = db
    .collection(collection)
    .where({ _id: command.in(ids) })
    .limit(ids.length)
  const { data } = await (fields ? query.field(fields) : query).get()
  return data as Document[]
}

async function identitiesOf(personIds: string[]): Promise<Map<string, Identity[]>> {
  if (personIds.length === 0) return new Map()
  const { data } = await db
    .collection('identities')
    .where({ personId: command.in(personIds) })
    .limit(1000)
    .get()
  return groupedByPerson(data as Identity[])
}

export function groupedByPerson(identities: Identity[]): Map<string, Identity[]> {
  const grouped = new Map<string, Identity[]>()
  for (const identity of identities)
    grouped.set(identity.personId, [...(grouped.get(identity.personId) ?? []), identity])
  return grouped
}

/** The unit an obligation climbs through: the one asked or that of who was asked, else the group's. */
function unitAround({ unitId, source }: Obligation, { units, conversations }: Surroundings) {
  const ofGroup = conversations.get(source.conversationId)?.unitId
  return units.get(unitId ?? '') ?? units.get(ofGroup ?? '') ?? null
}

/** In the ladder's order. A look at what was held or reported is 群主's alone. */
function peopleAround(obligation: Obligation, around: Surroundings): string[] {
  const { ownerId, source } = obligation
  const lastResortId = around.conversations.get(source.conversationId)?.headId ?? ownerId
  if (source.about !== 'mention') return [...new Set([ownerId, lastResortId])]
  const unit = unitAround(obligation, around)
  const ofGroup = around.units.get(around.conversations.get(source.conversationId)?.unitId ?? '')
  return ladderOf(ownerId, {
    onDutyId: unit ? onDutyIn(unit, around.now).personId : null,
    headIds: [...(unit ? headsOf(unit) : []), ...(ofGroup ? headsOf(ofGroup) : [])],
    lastResortId,
  })
}

/** Null when the conversation is not there: nothing can be decided then. */
export function standingOf(obligation: Obligation, around: Surroundings): Standing | null {
  const { ownerId, asked, source } = obligation
  const conversation = around.conversations.get(source.conversationId)
  if (!conversation) return null
  const ladder = peopleAround(obligation, around).flatMap((personId) => {
    const member = memberOf(obligation, personId, around)
    return member ? [candidate(member, around)] : []
  })
  const lastResort = ladder.find(({ personId }) => personId === conversation.headId) ?? {
    personId: conversation.headId,
    name: HEAD_ROLE,
    reachable: false,
  }
  const unit = unitAround(obligation, around)
  return {
    settings: ladderOfGroup(conversation),
    ladder,
    ownerActive: ladder.some(({ personId }) => personId === ownerId),
    lastResort,
    onDuty: asked.kind === 'unit' && unit ? answering(obligation, unit, around, lastResort) : null,
    dutyPhone: unit?.dutyPhone ?? unit?.above.find(({ dutyPhone }) => dutyPhone)?.dutyPhone ?? null,
    canCall: canCall(),
  }
}

/** On duty, else the head, else 群主; until when on duty lasts, or until somebody is again. */
function answering(
  obligation: Obligation,
  unit: AnsweringUnit,
  around: Surroundings,
  lastResort: Candidate,
): Standing['onDuty'] {
  // Asked at night for the morning, it is the morning's.
  const { personId, until } = onDutyIn(unit, Math.max(around.now, obligation.startsAt.getTime()))
  const member = [personId, unit.headId]
    .map((each) => each && memberOf(obligation, each, around))
    .find((each) => each)
  return { person: member ? candidate(member, around) : lastResort, until }
}

function memberOf({ source }: Obligation, personId: string, { members }: Surroundings) {
  const member = members.get(membershipId(source.conversationId, personId))
  return member?.state === 'active' ? member : null
}

function candidate({ personId, name, unitId }: MemberDocument, around: Surroundings): Candidate {
  return { personId, name, reachable: wayOf(personId, unitId, around) !== null }
}

/** By what he can be told now. */
export function wayOf(
  personId: string,
  unitId: string | null,
  { identities, units, now }: Pick<Surroundings, 'identities' | 'units' | 'now'>,
): Way | null {
  const key = hasRobots() ? units.get(unitId ?? '')?.robotKey : undefined
  return wayTo(identities.get(personId) ?? [], key ? { unitId: unitId!, key } : null, now)
}

export function wayToOneOf(
  obligation: Obligation,
  personId: string,
  around: Omit<Surroundings, 'goneMessages'>,
): Way | null {
  const member = around.members.get(membershipId(obligation.source.conversationId, personId))
  return wayOf(personId, member?.unitId ?? null, around)
}
