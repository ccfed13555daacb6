/** Everything that decides about a draft which asks somebody, joined in the database: one request. */
import type { Identity } from '../../_kit/actor'
import { db } from '../../_kit/cloud'
import type { Obligation } from '../../_kit/obligations/store'
import { answeringUnit, JOINED_TO_UNITS, type AnsweringUnit, type UnitDocument } from '../../_kit/units'
import { membershipId, membershipsOf, type ConversationDocument, type MemberDocument } from '../store'

export interface Gathered {
  /** Of those in the draft who are, or were, in the conversation. */
  members: MemberDocument[]
  /** Null for a draft that asks nobody: it is not looked for then. */
  asking: {
    conversation: ConversationDocument
    units: AnsweringUnit[]
    /** Of the conversation: who works for the units asked, and their heads. */
    unitMembers: MemberDocument[]
    /** What the sender waits for already from the same. */
    waiting: Obligation[]
    identities: Identity[]
  } | null
}

interface Wanted {
  conversationId: string
  personId: string
  mentionIds: string[]
  unitIds: string[]
  cardOf: string | null
}

interface Joined extends MemberDocument {
  conversations: ConversationDocument[]
  named: MemberDocument[]
  waiting: Obligation[]
  identities: Identity[]
  /** Of those named: their robots. */
  ownUnits: UnitDocument[]
  units?: Parameters<typeof answeringUnit>[0][]
  staff?: MemberDocument[]
  heads?: MemberDocument[]
  staffIdentities?: Identity[]
}

/** Members of a unit in one group, beyond which nobody looks for who is on duty. */
const STAFF_MAX = 100

export async function gather(wanted: Wanted): Promise<Gathered> {
  const { conversationId, personId, mentionIds, unitIds, cardOf } = wanted
  const named = [...new Set([personId, ...mentionIds, ...(cardOf ? [cardOf] : [])])]
  const asked = [...mentionIds, ...unitIds]
  if (asked.length === 0) return { members: await membershipsOf(conversationId, named), asking: null }

  const ids = named.map((each) => membershipId(conversationId, each))
  let page = db
    .collection('members')
    .aggregate()
    .match({ _id: membershipId(conversationId, personId) })
    .limit(1)
    .lookup({ from: 'conversations', localField: 'conversationId', foreignField: '_id', as: 'conversations' })
    .lookup(found('members', { _id: { $in: ids } }, 'named'))
    .lookup({ from: 'units', localField: 'named.unitId', foreignField: '_id', as: 'ownUnits' })
    .lookup(
      found(
        'obligations',
        {
          askerId: personId,
          open: true,
          'asked.id': { $in: asked },
          'source.conversationId': conversationId,
          'source.about': 'mention',
        },
        'waiting',
      ),
    )
    .lookup(found('identities', { personId: { $in: mentionIds } }, 'identities'))
  if (unitIds.length > 0) page = withUnits(page, conversationId, unitIds)
  const { data } = await page.end()
  const [joined] = data as Joined[]
  const conversation = joined?.conversations[0]
  if (!joined || !conversation) return { members: [], asking: null }
  const heads = (joined.heads ?? []).filter((member) => member.conversationId === conversationId)
  return {
    members: joined.named,
    asking: {
      conversation,
      units: [
        ...joined.ownUnits
          .filter(({ _id }) => !unitIds.includes(_id))
          .map((unit) => ({ ...unit, rota: null, above: [] })),
        ...(joined.units ?? []).map(answeringUnit),
      ],
      unitMembers: [...(joined.staff ?? []), ...heads],
      waiting: joined.waiting,
      identities: [...joined.identities, ...(joined.staffIdentities ?? [])],
    },
  }
}

type Page = ReturnType<ReturnType<typeof db.collection>['aggregate']>

function withUnits(page: Page, conversationId: string, unitIds: string[]): Page {
  const staff = { conversationId, unitId: { $in: unitIds }, state: 'active' }
  return page
    .lookup({
      from: 'units',
      pipeline: [{ $match: { _id: { $in: unitIds } } }, ...JOINED_TO_UNITS.map(($lookup) => ({ $lookup }))],
      as: 'units',
    })
    .lookup({ from: 'members', pipeline: [{ $match: staff }, { $limit: STAFF_MAX }], as: 'staff' })
    .lookup({ from: 'members', localField: 'units.headId', foreignField: 'personId', as: 'heads' })
    .lookup({
      from: 'identities',
      localField: 'staff.personId',
      foreignField: 'personId',
      as: 'staffIdentities',
    })
}

/** A look-up that depends on nothing before it: asked once, by an index. */
function found(from: string, match: object, as: string) {
  return { from, pipeline: [{ $match: match }], as }
}
