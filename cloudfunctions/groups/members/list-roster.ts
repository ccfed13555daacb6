import * as v from 'valibot'
import type { Groups } from '../../../miniprogram/domain/contract/groups'
import { command, db } from '../../_kit/cloud'
import { id } from '../../_kit/inputs'
import type { ActionSpec } from '../../_kit/serve'
import { groupToKeep } from './roster-keeper'
import { presentRow, type RosterRow } from './roster-rows'

const PAGE = 100

/** Four database requests. */
export const listRoster: ActionSpec<Groups['listRoster']> = {
  who: 'person',
  input: v.strictObject({ conversationId: id, after: v.optional(v.pipe(v.string(), v.maxLength(200))) }),
  async run({ actor, input }) {
    const { conversationId, after } = input
    await groupToKeep(conversationId, actor)
    const { data } = await db
      .collection('rosterRows')
      .where({ conversationId, ...(after ? { sortKey: command.gt(after) } : {}) })
      .orderBy('sortKey', 'asc')
      .limit(PAGE)
      .get()
    const rows = data as RosterRow[]
    return {
      rows: rows.filter(({ state }) => state !== 'dropped').map(presentRow),
      after: rows.length === PAGE ? rows[PAGE - 1]!.sortKey : null,
    }
  },
}
