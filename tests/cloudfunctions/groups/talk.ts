/** Talking in a group, as the tests of this folder do it again and again. */
import { fresh, type TestGroup, type TestPerson } from '../../support/factories'
import type { World } from '../../support/world'

interface More {
  draftId?: string
  mentionIds?: string[]
  unitIds?: string[]
  askEach?: boolean
  canWait?: boolean
  noAnswerNeeded?: boolean
  answersMessageId?: string
  toAll?: boolean
  pictures?: { fileId: string; width: number; height: number }[]
  cardOf?: string
}

/** `world` is asked for at each call, since a test file starts its own before its first test. */
export function talkIn(world: () => World) {
  const send = (group: TestGroup, by: TestPerson, text: string, more: More = {}) => {
    const { conversationId } = group
    const input = { draftId: fresh('draft'), mentionIds: [], ...more, conversationId, text }
    return world().call(by.openid, 'groups', 'sendMessage', input)
  }
  return {
    /** A refusal is an answer. */
    send,
    /** A refusal is a failed test. */
    async sent(...args: Parameters<typeof send>) {
      const answer = await send(...args)
      if (!answer.ok) throw new Error(`${answer.code} ${JSON.stringify(answer.facts)}`)
      return answer.data.message
    },
    read: (group: TestGroup, by: TestPerson, after = 0) =>
      world().ok(by.openid, 'groups', 'readChanges', { conversationId: group.conversationId, after }),
    async removed(group: TestGroup, whom: TestPerson, moveId = fresh('move')): Promise<void> {
      const input = { conversationId: group.conversationId, personId: whom.personId, moveId }
      await world().ok(group.head.openid, 'groups', 'removeMember', input)
    },
  }
}
