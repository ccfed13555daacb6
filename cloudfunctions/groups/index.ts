/** 群聊: conversations, members, messages and the @ in them. */
import type { Groups } from '../../miniprogram/domain/contract/groups'
import { serve } from '../_kit/serve'
import { due, isTimer } from './due/due'
import { showCase } from './cases/show-case'
import { listConversations } from './list-conversations'
import { listMembers } from './list-members'
import { markRead } from './mark-read'
import { memberActions } from './members/actions'
import { openAsking } from './open-asking'
import { mentionActions } from './obligations/actions'
import { openConversation } from './open-conversation'
import { pinMessage, unpinMessage } from './messages/pin-message'
import { myDisturbances } from './messages/my-disturbances'
import { isPictureResult, pictureChecked } from './messages/picture-checked'
import { pictureLinks } from './messages/picture-links'
import { openShared, shareMention } from './messages/share-mention'
import { recallMessage } from './messages/recall-message'
import { withdrawMessage } from './messages/withdraw-message'
import { block } from './private/block'
import { openPrivate } from './private/open-private'
import { readChanges } from './read-changes'
import { readEarlier } from './read-earlier'
import { decideReport } from './review/decide-report'
import { listHeld } from './review/list-held'
import { listReports } from './review/list-reports'
import { reportMessages } from './review/report-messages'
import { reviewMessage } from './review/review-message'
import { removeMember } from './remove-member'
import { sendMessage } from './send-message'

const answer = serve<Groups>('groups', {
  listConversations,
  openConversation,
  openAsking,
  readChanges,
  readEarlier,
  listMembers,
  sendMessage,
  removeMember,
  markRead,
  recallMessage,
  withdrawMessage,
  pinMessage,
  unpinMessage,
  pictureLinks,
  myDisturbances,
  shareMention,
  openShared,
  openPrivate,
  block,
  listHeld,
  reviewMessage,
  reportMessages,
  listReports,
  decideReport,
  showCase,
  ...memberActions,
  ...mentionActions,
})

/** Calls of phones, and what the platform itself tells: that a minute has passed, the result of a picture check. */
export const main = (event: unknown) => {
  if (isTimer(event)) return due()
  return isPictureResult(event) ? pictureChecked(event) : answer(event)
}
