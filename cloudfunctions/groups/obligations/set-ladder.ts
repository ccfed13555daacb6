import * as v from 'valibot'
import type { Groups } from '../../../miniprogram/domain/contract/groups'
import { ladderFault } from '../../../miniprogram/domain/ladder'
import { command, db } from '../../_kit/cloud'
import { id, moveId, number } from '../../_kit/inputs'
import { Refusal } from '../../_kit/refusal'
import type { ActionSpec } from '../../_kit/serve'
import { seatOf, type ConversationDocument } from '../store'
import type { LadderMove } from './ladder-history'

/**
 * What is open keeps the time it was asked with; its next rung is counted by the new minutes. Three database requests.
 * Of two changes at the same instant one wins, and the other is told to try again.
 */
export const setLadder: ActionSpec<Groups['setLadder']> = {
  who: 'person',
  input: v.strictObject({
    conversationId: id,
    ladder: v.strictObject({
      acknowledgeMinutes: number,
      answerMinutes: number,
      answerMinutesAtNight: number,
      nightFrom: number,
      nightTo: number,
    }),
    showSeen: v.boolean(),
    moveId,
  }),
  async run({ actor, input: { conversationId, ladder, showSeen, moveId: move }, now }) {
    const { conversation } = await seatOf(conversationId, actor.personId, 'mentions.setLadder')
    const fault = ladderFault(ladder)
    if (fault) throw new Refusal('LADDER_REFUSED', { what: fault })
    const entry = { moveId: move, by: actor.personId, at: new Date(now), ladder, showSeen }
    if (!wasSet(conversation, move)) await write(conversation, entry)
    return { ladder, showSeen }
  },
}

async function write({ _id, ladderHistory }: ConversationDocument, entry: LadderMove): Promise<void> {
  const { updated } = await db
    .collection('conversations')
    .where({
      _id,
      ladderHistory: ladderHistory ? command.size(ladderHistory.length) : command.exists(false),
    })
    .update({
      ladder: command.set(entry.ladder),
      showSeen: entry.showSeen,
      ladderHistory: command.push([entry]),
    })
  if (updated === 1) return
  const { data } = await db.collection('conversations').where({ _id }).limit(1).get()
  if (!wasSet(data[0] as ConversationDocument, entry.moveId)) throw new Refusal('BUSY')
}

function wasSet({ ladderHistory = [] }: ConversationDocument, moveId: string): boolean {
  return ladderHistory.some((entry) => entry.moveId === moveId)
}
