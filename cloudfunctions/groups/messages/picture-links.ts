import * as v from 'valibot'
import type { Groups } from '../../../miniprogram/domain/contract/groups'
import { temporaryLinks } from '../../_kit/cloud'
import { id } from '../../_kit/inputs'
import type { ActionSpec } from '../../_kit/serve'
import { messagesByIds, type MessageDocument } from '../messages'
import { membershipOf } from '../store'
import { askAgainForLate } from './pictures'

/** A link works for whoever has it: one removed from the group sees what he kept open for ten minutes at most. */
const SECONDS = 10 * 60

/** Three database requests and one of the storage. A sender who looks at his own asks for checks that never answered, too. */
export const pictureLinks: ActionSpec<Groups['pictureLinks']> = {
  who: 'person',
  input: v.strictObject({
    conversationId: id,
    messageIds: v.pipe(v.array(id), v.minLength(1), v.maxLength(30)),
  }),
  async run({ actor, input, now }) {
    const { personId } = actor
    await membershipOf(input.conversationId, personId)
    const messages = (await messagesByIds([...new Set(input.messageIds)])).filter(
      (message) => message.conversationId === input.conversationId,
    )
    const visible = messages.flatMap((message) =>
      (message.pictures ?? []).flatMap((picture) =>
        maySee(message, picture, personId) ? [picture.fileId] : [],
      ),
    )
    const urls = await temporaryLinks(visible, SECONDS)
    const urlOf = new Map(visible.map((fileId, index) => [fileId, urls[index]!]))
    const own = messages.filter(({ senderId }) => senderId === personId)
    await Promise.all(own.map((message) => askAgainForLate(message, actor.openid, now)))
    return {
      links: messages.map((message) => ({
        messageId: message._id,
        urls: (message.pictures ?? []).map((picture) =>
          maySee(message, picture, personId) ? (urlOf.get(picture.fileId) ?? '') : '',
        ),
      })),
    }
  },
}

function maySee(
  { content, senderId }: MessageDocument,
  { state }: NonNullable<MessageDocument['pictures']>[number],
  personId: string,
): boolean {
  if (senderId === personId) return content !== 'recalled' && content !== 'withdrawn'
  return content === 'shown' && state === 'shown'
}
