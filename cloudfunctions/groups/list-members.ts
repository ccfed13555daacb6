import * as v from 'valibot'
import type { Groups } from '../../miniprogram/domain/contract/groups'
import { isMentionable } from '../../miniprogram/domain/roles'
import { command, db } from '../_kit/cloud'
import { id } from '../_kit/inputs'
import type { ActionSpec } from '../_kit/serve'
import { membershipOf, type MemberDocument } from './store'

const PAGE = 100

/** A page of the roster, in order of role and name. Three database requests. */
export const listMembers: ActionSpec<Groups['listMembers']> = {
  who: 'person',
  input: v.strictObject({
    conversationId: id,
    after: v.optional(v.pipe(v.string(), v.maxLength(200))),
  }),
  async run({ actor, input }) {
    const { conversationId, after } = input
    await membershipOf(conversationId, actor.personId)
    const later = after ? { sortKey: command.gt(after) } : {}
    const { data } = await db
      .collection('members')
      .where({ conversationId, state: 'active', ...later })
      .orderBy('sortKey', 'asc')
      .limit(PAGE)
      .get()
    const members = data as MemberDocument[]
    return {
      members: members.map(({ personId, name, role, organisation, helpsWith, searchKey }) => ({
        personId,
        name,
        role,
        organisation,
        helpsWith: helpsWith ?? '',
        searchKey: searchKey ?? '',
        mentionable: isMentionable(role) && personId !== actor.personId,
      })),
      after: members.length === PAGE ? members[PAGE - 1]!.sortKey : null,
    }
  },
}
