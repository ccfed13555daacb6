import * as v from 'valibot'
import type { Groups } from '../../../miniprogram/domain/contract/groups'
import { Refusal } from '../../_kit/refusal'
import type { ActionSpec } from '../../_kit/serve'
import { findConversation } from '../store'
import { claimRow } from './claim'
import { requestsOf } from './join-requests'
import { openRowsOf } from './roster-rows'

/**
 * The holder of a verified number comes into every group whose roster has it. Three database requests when nothing
 * waits for him; fourteen more for each row.
 */
export const claimRows: ActionSpec<Groups['claimRows']> = {
  who: 'person',
  input: v.strictObject({}),
  async run({ actor, now }) {
    if (!actor.phoneDigest) throw new Refusal('PHONE_NEEDED')
    const joined: { conversationId: string; name: string }[] = []
    for (const row of await openRowsOf(actor.phoneDigest)) {
      const conversation = await findConversation(row.conversationId)
      if (conversation && (await claimRow(row, conversation, actor, now)))
        joined.push({ conversationId: conversation._id, name: conversation.name })
    }
    const requests = await requestsOf(actor.personId)
    return {
      joined,
      requests: requests.map(({ conversationName, state, reason }) => ({
        conversationName,
        state: state === 'refused' ? state : 'open',
        reason,
      })),
    }
  },
}
