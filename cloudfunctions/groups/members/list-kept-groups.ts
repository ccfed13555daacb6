import * as v from 'valibot'
import type { Groups } from '../../../miniprogram/domain/contract/groups'
import { can } from '../../../miniprogram/domain/permissions'
import { db } from '../../_kit/cloud'
import { Refusal } from '../../_kit/refusal'
import type { ActionSpec } from '../../_kit/serve'
import { isOperator } from '../review/reports'
import type { ConversationDocument } from '../store'

/** A district has a handful; more than a page would need a search instead. */
const LIMIT = 100

/** The groups whose roster an operator keeps, the oldest first, by index (kind, createdAt). Three database requests. */
export const listKeptGroups: ActionSpec<Groups['listKeptGroups']> = {
  who: 'person',
  input: v.strictObject({}),
  async run({ actor: { personId } }) {
    if (!can('groups.keepRoster', { personId, operator: await isOperator(personId) }))
      throw new Refusal('NOT_ALLOWED')
    const { data } = await db
      .collection('conversations')
      .where({ kind: 'group' })
      .orderBy('createdAt', 'asc')
      .limit(LIMIT)
      .get()
    const groups = data as ConversationDocument[]
    return {
      groups: groups.map(({ _id, name, memberCount }) => ({ conversationId: _id, name, memberCount })),
    }
  },
}
