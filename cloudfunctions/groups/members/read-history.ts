import * as v from 'valibot'
import type { Groups } from '../../../miniprogram/domain/contract/groups'
import { id } from '../../_kit/inputs'
import type { ActionSpec } from '../../_kit/serve'
import { membershipOf, membershipsOf } from '../store'
import { memberFor } from './card'

/** The words for what may happen to a membership. */
const MOVES: Record<string, string> = {
  claim: '凭手机号认领进群',
  accept: '凭邀请进群',
  admit: '群主同意进群',
  readmit: '群主请回群里',
  remove: '移出群',
  changeRole: '换了角色',
  import: '名册里改了',
  editCard: '自己改了名片',
}

const SHOWN = 50

/** Four database requests, who did what included. */
export const readHistory: ActionSpec<Groups['readHistory']> = {
  who: 'person',
  input: v.strictObject({ conversationId: id, personId: id }),
  async run({ actor, input }) {
    const reader = await membershipOf(input.conversationId, actor.personId, 'groups.readHistory')
    const member = await memberFor(reader, input.personId)
    const newest = member.history.slice(-SHOWN).reverse()
    const doers = await membershipsOf(input.conversationId, [...new Set(newest.map(({ by }) => by))])
    const names = new Map(doers.map(({ personId, name }) => [personId, name]))
    return {
      moves: newest.map(({ move, by, at, detail }) => ({
        move: MOVES[move] ?? move,
        by: names.get(by) ?? '管理员',
        at: at.getTime(),
        detail: detail ?? '',
      })),
    }
  },
}
