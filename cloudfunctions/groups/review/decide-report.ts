import * as v from 'valibot'
import type { Groups } from '../../../miniprogram/domain/contract/groups'
import { isGone } from '../../../miniprogram/domain/messages'
import { isOpen } from '../../../miniprogram/domain/obligations'
import { command, db } from '../../_kit/cloud'
import { derivedId } from '../../_kit/ids'
import { id, moveId } from '../../_kit/inputs'
import { moveObligation } from '../../_kit/obligations/move'
import { findObligation } from '../../_kit/obligations/store'
import { find } from '../../_kit/once'
import { Refusal } from '../../_kit/refusal'
import type { ActionSpec } from '../../_kit/serve'
import { tickInboxes } from '../../_kit/ticks'
import { messagesByIds } from '../messages'
import { membershipOf } from '../store'
import { wasDone } from '../messages/history'
import { withdraw } from '../messages/withdraw-message'
import { isOperator, OPERATORS, type ReportDocument } from './reports'

/** The reviewer of a report withdraws what was reported, or keeps it. */
export const decideReport: ActionSpec<Groups['decideReport']> = {
  who: 'person',
  input: v.strictObject({ reportId: id, verdict: v.picklist(['withdrawn', 'kept']), moveId }),
  async run({ actor, input, now }) {
    const report = await find<ReportDocument>('reports', input.reportId)
    if (!report || !(await mayDecide(report, actor.personId))) throw new Refusal('NOT_ALLOWED')
    const decision = { moveId: input.moveId, by: actor.personId, now }
    const { updated } = await db
      .collection('reports')
      .where({ _id: report._id, state: 'open' })
      .update({
        state: input.verdict,
        history: command.push([
          { moveId: input.moveId, move: input.verdict, by: actor.personId, at: new Date(now) },
        ]),
      })
    const decided = updated === 1 ? null : await find<ReportDocument>('reports', report._id)
    if (decided && !decided.history.some((entry) => entry.moveId === input.moveId))
      throw new Refusal('REVIEWED_ALREADY')
    if (input.verdict === 'withdrawn') await withdrawAll(report, decision)
    const look = await findObligation(derivedId('report', report._id))
    if (look && isOpen(look.state)) {
      await moveObligation(look, { ...decision, move: 'answer' })
      await tickInboxes([look.ownerId])
    }
    return { state: input.verdict }
  },
}

async function mayDecide(report: ReportDocument, personId: string): Promise<boolean> {
  if (report.reportedId === personId) return false
  if (report.reviewer === OPERATORS) return isOperator(personId)
  return membershipOf(report.conversationId, personId, 'groups.review').then(
    () => true,
    (error: unknown) => {
      if (error instanceof Refusal) return false
      throw error
    },
  )
}

/** Each message that is still shown; its words go, what it asked ends. */
async function withdrawAll(report: ReportDocument, decision: { moveId: string; by: string; now: number }) {
  const messages = await messagesByIds(report.messages.map(({ messageId }) => messageId))
  for (const message of messages) {
    if (!isGone(message.content) || wasDone(message, decision.moveId))
      await withdraw(message, { ...decision, reason: '' })
  }
}
