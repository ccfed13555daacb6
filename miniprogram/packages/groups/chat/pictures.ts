/** Where the pictures of the loaded messages are. Links end after ten minutes; then they are asked for again. */
import type { MessageView } from '../../../domain/contract/groups'
import { phoneTime } from '../../../services/clock'
import { pictureLinks } from '../../../services/groups/messages'

const GOOD_FOR_MS = 9 * 60_000
/** What one question may ask for. */
const AT_ONCE = 30

export interface Pictures {
  /** Asks for what is not known, or not known any more, of the newest messages. */
  load(messages: MessageView[]): Promise<void>
}

/** @param onUrls with what is known now, by message */
export function picturesIn(
  conversationId: string,
  onUrls: (urls: { messageId: string; urls: string[] }[]) => void,
): Pictures {
  /** Until when, and for which change of the message: a check that has ended makes a picture visible. */
  const known = new Map<string, { n: number; until: number }>()
  let asking = false
  return {
    async load(messages) {
      if (asking) return
      const now = phoneTime()
      const wanted = messages.filter(({ messageId, n, pictures = [] }) => {
        const have = known.get(messageId)
        return pictures.length > 0 && (!have || have.n !== n || have.until < now)
      })
      const asked = wanted.slice(-AT_ONCE)
      if (asked.length === 0) return
      asking = true
      const answer = await pictureLinks(
        conversationId,
        asked.map(({ messageId }) => messageId),
      )
      asking = false
      if (!answer.ok) return
      for (const { messageId, n } of asked) known.set(messageId, { n, until: now + GOOD_FOR_MS })
      onUrls(answer.data.links)
    },
  }
}
