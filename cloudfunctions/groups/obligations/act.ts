/** The one way of everything people do with an @: load → may he, can it → write → tell others → answer. */
import type { MentionView } from '../../../miniprogram/domain/contract/groups'
import { mayAct, whyNot, type MentionAct } from '../../../miniprogram/domain/mention-acts'
import type { Change } from '../../../miniprogram/domain/mention-changes'
import type { Obligation } from '../../../miniprogram/domain/obligations'
import { id, moveId } from '../../_kit/inputs'
import { changeObligation, wasMoved } from '../../_kit/obligations/change'
import { Refusal } from '../../_kit/refusal'
import { tickConversation, tickInboxes } from '../../_kit/ticks'
import { tellNow } from '../due/tell-now'
import { markChanged } from '../messages'
import { presentMention, readerIn } from '../present-mention'
import { sceneOf, type Scene } from './scene'

/** What every such action takes. */
export const entries = { obligationId: id, moveId }

interface Asking {
  act: MentionAct
  obligationId: string
  moveId: string
  personId: string
  now: number
  /** Somebody else whose membership matters. */
  alsoId?: string
}

/** From the obligation as it stands at the moment of writing. */
type Judge = (current: Obligation) => Change

/**
 * Eight database requests, who included, two more for each @ that joined, besides those of `prepare`; telling somebody
 * takes one and up to three for him.
 * @param prepare looks up what the change needs, and refuses what only the rest of the input shows
 */
export async function actOn(
  { act, obligationId, moveId: move, personId, now, alsoId }: Asking,
  prepare: (scene: Scene) => Judge | Promise<Judge>,
): Promise<{ mention: MentionView }> {
  const scene = await sceneOf(obligationId, personId, alsoId)
  const { obligation: before, acting } = scene
  const deed = { move: act, moveId: move, by: personId, now }
  let after = before
  if (!wasMoved(before, deed)) {
    check(act, before, scene, now)
    const judge = await prepare(scene)
    after = await changeObligation(before, deed, (current) => {
      check(act, current, scene, now)
      return judge(current)
    })
  }
  // Told again on a repeat too: the first call may have died before it told anyone.
  await tellOthers(before, after)
  after = await tellNow(after, now)
  const seat = { ...scene.member, conversation: scene.conversation }
  const reader = { ...readerIn(seat, now), isUnitHead: acting.isUnitHead ?? false }
  return { mention: presentMention(after, reader) }
}

/** @throws Refusal NOT_ALLOWED for who may not, the reason for who may but cannot now */
function check(act: MentionAct, current: Obligation, { acting, obligation }: Scene, now: number): void {
  // Another unit's business since it was loaded: who heads that one was not looked up.
  const isUnitHead = current.unitId === obligation.unitId && acting.isUnitHead === true
  const standing = { ...acting, isUnitHead }
  if (!mayAct(act, current, standing)) throw new Refusal('NOT_ALLOWED')
  const reason = whyNot(act, current, standing, now)
  if (reason) throw new Refusal(reason.code, reason.facts)
}

/** Its messages are marked changed, so that the asker sees it by itself; a look at what was held is only his who owes it. */
async function tellOthers(before: Obligation, after: Obligation): Promise<void> {
  const { about, conversationId } = after.source
  let n = 0
  // A further @ of the asker may have joined it: that one's chip changes, too.
  if (about === 'mention')
    for (const messageId of after.messageIds) n = await markChanged(conversationId, messageId)
  await Promise.all([
    ...(n === 0 ? [] : [tickConversation(conversationId, n)]),
    tickInboxes([...before.calledIds, ...after.calledIds, before.ownerId, after.ownerId]),
  ])
}
