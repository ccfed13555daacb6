import * as v from 'valibot'
import type { Groups } from '../../../miniprogram/domain/contract/groups'
import { reopened } from '../../../miniprogram/domain/mention-changes'
import type { ActionSpec } from '../../_kit/serve'
import { actOn, entries } from './act'
import { holderOf } from './scene'

/** 没解决 · 还是要回应. Who left the group since owes it no more: then 群主 does. Eight database requests. */
export const reopenMention: ActionSpec<Groups['reopenMention']> = {
  who: 'person',
  input: v.strictObject({ ...entries, canWait: v.optional(v.boolean()) }),
  run: ({ actor, input: { canWait = false, ...input }, now }) =>
    actOn({ act: 'reopen', ...input, personId: actor.personId, now }, (scene) => (current) => {
      const { settings, members, conversation } = scene
      const here = members.filter(({ personId }) => [current.ownerId, conversation.headId].includes(personId))
      const member = here.find(({ personId }) => personId === current.ownerId) ?? here[0]
      const owner = member
        ? { ...holderOf(member), unitId: current.unitId }
        : { personId: conversation.headId, name: '群主', unitId: current.unitId }
      return reopened(current, owner, { now, canWait, settings })
    }),
}
