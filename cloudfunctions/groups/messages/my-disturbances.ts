import * as v from 'valibot'
import type { Groups } from '../../../miniprogram/domain/contract/groups'
import { DISTURBANCES_PER_MONTH, disturbancesId, isCounted } from '../../../miniprogram/domain/disturbances'
import { command, db } from '../../_kit/cloud'
import { find } from '../../_kit/once'
import type { ActionSpec } from '../../_kit/serve'
import type { ConversationDocument, MemberDocument } from '../store'

/** What a firm is shown of its own month. Four database requests. */
export const myDisturbances: ActionSpec<Groups['myDisturbances']> = {
  who: 'person',
  input: v.strictObject({}),
  async run({ actor, now }) {
    const { personId } = actor
    const { data } = await db.collection('members').where({ personId, state: 'active' }).limit(50).get()
    const groups = (data as MemberDocument[]).filter(({ role }) => isCounted(role))
    if (groups.length === 0) return { counted: false, count: 0, max: DISTURBANCES_PER_MONTH }
    const ids = groups.map(({ conversationId }) => conversationId)
    const [month, conversations] = await Promise.all([
      find<{ sources: string[] }>('disturbances', disturbancesId(personId, now)),
      db
        .collection('conversations')
        .where({ _id: command.in(ids) })
        .limit(ids.length)
        .get(),
    ])
    const caps = (conversations.data as ConversationDocument[]).map(
      ({ disturbancesPerMonth = DISTURBANCES_PER_MONTH }) => disturbancesPerMonth,
    )
    // One count for all his groups: the most generous of them is how far it can go.
    return { counted: true, count: month?.sources.length ?? 0, max: Math.max(...caps) }
  },
}
