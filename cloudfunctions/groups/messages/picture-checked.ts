/** The result of WeChat's picture check, which the platform hands to this function as an event. */
import * as v from 'valibot'
import { db, isFromPhone } from '../../_kit/cloud'
import { find } from '../../_kit/once'
import { noteVerdict, type LooseCheck } from '../../_kit/pictures'
import { tickConversation } from '../../_kit/ticks'
import { markChanged } from '../messages'
import type { PictureCheck } from './pictures'

const eventSchema = v.object({
  MsgType: v.literal('event'),
  Event: v.literal('wxa_media_check'),
  trace_id: v.string(),
  errcode: v.optional(v.number(), 0),
  result: v.optional(v.object({ suggest: v.string() })),
})

/** A phone that sends the same words is not believed: only the platform itself tells what a check found. */
export function isPictureResult(event: unknown): boolean {
  return !isFromPhone() && v.is(eventSchema, event)
}

/**
 * Shows the picture to all, or to nobody but its sender, also when WeChat is unsure. Delivered twice, it changes nothing
 * the second time; what the first left undone it does.
 */
export async function pictureChecked(event: unknown): Promise<void> {
  const { trace_id, errcode, result } = v.parse(eventSchema, event)
  const check = await find<PictureCheck | LooseCheck>('pictureChecks', trace_id)
  if (!check || check.told) return
  // WeChat could not look at it: a repeat of the sending asks again, and so does his looking at it ten minutes later.
  if (errcode !== 0 || !result)
    return void (await db.collection('pictureChecks').where({ _id: trace_id }).remove())
  const verdict = result.suggest === 'pass' ? 'shown' : 'refused'
  if ('pictureId' in check) return noteVerdict(check, verdict)
  const state = `pictures.${check.place}.state`
  await db
    .collection('messages')
    .where({ _id: check.messageId, [state]: 'checking' })
    .update({ [state]: verdict })
  await tickConversation(check.conversationId, await markChanged(check.conversationId, check.messageId))
  await db.collection('pictureChecks').where({ _id: trace_id }).update({ told: true })
}
