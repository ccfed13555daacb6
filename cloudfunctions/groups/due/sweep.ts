/**
 * What a message set off and a crash left undone: its obligations, the end of what it answered, the look it is held for.
 * Found by the time its change number was taken, so that nothing but new messages is read.
 */
import { isGone } from '../../../miniprogram/domain/messages'
import { isOpen } from '../../../miniprogram/domain/obligations'
import { command, db } from '../../_kit/cloud'
import { openObligations, type Obligation } from '../../_kit/obligations/store'
import { tickConversation, tickInboxes } from '../../_kit/ticks'
import { answeringUnits } from '../../_kit/units'
import { answerAsked, owedTo } from '../answer-asked'
import { ask } from '../ask'
import { waitedFor } from '../asked-by-message'
import { markChanged, type MessageDocument } from '../messages'
import { reviewObligationId, reviewOf } from '../review/review-obligation'
import { findConversation, type MemberDocument } from '../store'
import { noteFollowed } from './since-last-run'

const PAGE = 100
/** A message is written some time after its number was taken; a function lives no longer than this. */
const LATE_MS = 60_000

/** A message with everything that may follow from it. */
interface Followed extends MessageDocument {
  obligations: Obligation[]
  /** Those of the message it answers. */
  answered: Obligation[]
}

/** One request when there is nothing; two when something was written since. @param since up to when all was followed, in ms */
export async function sweep(since: number, now: number): Promise<void> {
  let upTo = since
  let after: Place = { followAt: new Date(upTo - LATE_MS), _id: '' }
  for (;;) {
    const messages = await messagesAfter(after)
    for (const message of messages) await follow(message, now)
    const newest = messages.at(-1)
    if (newest) after = { followAt: newest.followAt!, _id: newest._id }
    if (newest && after.followAt.getTime() > upTo) {
      upTo = after.followAt.getTime()
      await noteFollowed({ upTo: after.followAt })
    }
    if (messages.length < PAGE) return
  }
}

/** Where a page ended: several messages may have the same moment. */
interface Place {
  followAt: Date
  _id: string
}

/** Index follow. Joined by `_id` and by the index of_message. */
async function messagesAfter({ followAt, _id }: Place): Promise<Followed[]> {
  const { data } = await db
    .collection('messages')
    .aggregate()
    .match(command.or([{ followAt: command.gt(followAt) }, { followAt, _id: command.gt(_id) }]))
    .sort({ followAt: 1, _id: 1 })
    .limit(PAGE)
    .lookup({ from: 'obligations', localField: '_id', foreignField: 'messageIds', as: 'obligations' })
    .lookup({ from: 'obligations', localField: 'answersId', foreignField: 'messageIds', as: 'answered' })
    .end()
  return data as Followed[]
}

async function follow(message: Followed, now: number): Promise<void> {
  if (isGone(message.content) || message.content === 'refused') return
  const mentions = message.obligations.filter(({ source }) => source.about === 'mention')
  const missing = waitedFor(message).some(({ asked }) => !mentions.some((each) => each.asked.id === asked.id))
  const looked = message.obligations.some(({ _id }) => _id === reviewObligationId(message._id))
  if (missing || (message.content === 'held' && !looked)) await openMissing(message, mentions)
  if (message.content === 'shown' && unfinished(message)) await finishAnswer(message, now)
}

async function openMissing(message: MessageDocument, existing: Obligation[]): Promise<void> {
  const conversation = await findConversation(message.conversationId)
  if (!conversation) return
  const unitIds = waitedFor(message).flatMap(({ asked }) => (asked.kind === 'unit' ? [asked.id] : []))
  const units = await answeringUnits(unitIds)
  const asking = {
    conversation,
    units,
    members: await membersOf(message.conversationId, units),
    waiting: await waitingOf(message),
  }
  const opened = await ask(message, asking, existing)
  const looks = message.content === 'held' ? await openObligations([reviewOf(message, conversation)]) : []
  await Promise.all([
    tickConversation(message.conversationId, await markChanged(message.conversationId, message._id)),
    tickInboxes([...opened, ...looks].map(({ ownerId }) => ownerId)),
  ])
}

/** Who may be on duty in the units asked. */
async function membersOf(
  conversationId: string,
  units: { _id: string; headId: string | null }[],
): Promise<MemberDocument[]> {
  if (units.length === 0) return []
  const heads = units.flatMap(({ headId }) => (headId ? [`${conversationId}.${headId}`] : []))
  const ids = units.map(({ _id }) => _id)
  const [staff, leading] = await Promise.all([
    db
      .collection('members')
      .where({ unitId: command.in(ids), state: 'active', conversationId })
      .limit(100)
      .get(),
    db
      .collection('members')
      .where({ _id: command.in(heads) })
      .limit(100)
      .get(),
  ])
  return [...staff.data, ...leading.data] as MemberDocument[]
}

async function waitingOf({ senderId, conversationId }: MessageDocument): Promise<Obligation[]> {
  const { data } = await db
    .collection('obligations')
    .where({ askerId: senderId, open: true, 'source.conversationId': conversationId })
    .limit(100)
    .get()
  return (data as Obligation[]).filter(({ source }) => source.about === 'mention')
}

/** Its sender owed the answer when he wrote it, and it has not ended; or it has, and others wait to be released. */
function unfinished({ _id, senderId, answered, createdAt }: Followed): boolean {
  return answered.some(
    (each) =>
      isOpen(each.state) &&
      (owedTo(each, senderId, createdAt)
        ? !each.history.some(({ moveId }) => moveId === _id)
        : !each.askEach && answered.some(({ history }) => history.some(({ moveId }) => moveId === _id))),
  )
}

async function finishAnswer({ _id, answersId, senderId, conversationId, createdAt }: Followed, now: number) {
  const { inboxes, messageIds } = await answerAsked({
    questionId: answersId!,
    answerId: _id,
    personId: senderId,
    at: createdAt,
    now,
  })
  if (inboxes.length === 0) return
  let n = 0
  for (const messageId of messageIds) n = await markChanged(conversationId, messageId)
  await Promise.all([tickConversation(conversationId, n), tickInboxes(inboxes)])
}
