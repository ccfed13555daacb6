import * as v from 'valibot'
import type { Groups } from '../../../miniprogram/domain/contract/groups'
import { id } from '../../_kit/inputs'
import { Refusal } from '../../_kit/refusal'
import type { ActionSpec } from '../../_kit/serve'
import { membershipOf } from '../store'
import { groupReviewer, isOperator, openReports, OPERATORS } from './reports'
import { linksOf } from './reviewed-pictures'

const PAGE = 20

/** Open reports of a group for its 群主, or of private chats for an operator. Three database requests. */
export const listReports: ActionSpec<Groups['listReports']> = {
  who: 'person',
  input: v.strictObject({ conversationId: v.optional(id) }),
  async run({ actor, input }) {
    const { conversationId } = input
    if (conversationId) await membershipOf(conversationId, actor.personId, 'groups.review')
    else if (!(await isOperator(actor.personId))) throw new Refusal('NOT_ALLOWED')
    const reports = await openReports(conversationId ? groupReviewer(conversationId) : OPERATORS, PAGE)
    const messages = reports.flatMap((report) => report.messages)
    const links = await linksOf(messages.map(({ fileIds = [] }) => fileIds))
    let next = 0
    return {
      reports: reports.map((report) => ({
        reportId: report._id,
        conversationName: report.conversationName,
        reporterName: report.reporterName,
        reason: report.reason,
        messages: report.messages.map(({ messageId, senderName, text, at }) => ({
          messageId,
          senderName,
          text,
          pictures: links[next++]!,
          at: at.getTime(),
        })),
        state: report.state,
        at: report.createdAt.getTime(),
      })),
    }
  },
}
