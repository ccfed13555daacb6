/** WeChat's check of the pictures of messages, whose answer comes later. */
import { isGone, PICTURE_CHECK_LATE_MS } from '../../../miniprogram/domain/messages'
import { command, db, temporaryLinks } from '../../_kit/cloud'
import { addOnce } from '../../_kit/once'
import { askForCheck, CHECK_LINK_SECONDS } from '../../_kit/pictures'
import type { MessageDocument } from '../messages'

/** A check on its way; `_id` is WeChat's trace id, by which its result comes. */
export interface PictureCheck {
  _id: string
  messageId: string
  conversationId: string
  /** Which picture of the message. */
  place: number
  told: boolean
  createdAt: Date
}

/**
 * Asks WeChat to look at each picture of a message that has no check on its way yet. Without an answer a picture stays
 * its sender's alone; a repeat of the sending asks again, and so does his looking at it ten minutes later.
 */
export async function beginPictureChecks(message: MessageDocument, openid: string): Promise<void> {
  const pictures = message.pictures ?? []
  if (!pictures.some(({ state }) => state === 'checking')) return
  const { data } = await db.collection('pictureChecks').where({ messageId: message._id }).limit(20).get()
  const begun = new Set((data as PictureCheck[]).map(({ place }) => place))
  const links = await temporaryLinks(
    pictures.map(({ fileId }) => fileId),
    CHECK_LINK_SECONDS,
  )
  await Promise.all(
    pictures.map(async ({ state }, place) => {
      if (state === 'checking' && !begun.has(place)) await begin(message, place, links[place]!, openid)
    }),
  )
}

/**
 * Asks once more for each picture whose check has not answered for ten minutes. Nothing when there is none; otherwise two
 * database requests a picture, and one of the storage. Of two looks at the same instant one asks.
 * @param now the cloud's time in ms
 */
export async function askAgainForLate(message: MessageDocument, openid: string, now: number): Promise<void> {
  if (isGone(message.content)) return
  const { _id, createdAt, pictures = [] } = message
  const late = pictures.flatMap(({ state, askedAt = createdAt }, place) =>
    state === 'checking' && now - askedAt.getTime() >= PICTURE_CHECK_LATE_MS ? [place] : [],
  )
  const taken = await Promise.all(
    late.map(async (place) => {
      const before = pictures[place]!.askedAt
      const { updated } = await db
        .collection('messages')
        .where({
          _id,
          [`pictures.${place}.state`]: 'checking',
          [`pictures.${place}.askedAt`]: before ? command.lte(before) : command.exists(false),
        })
        .update({ [`pictures.${place}.askedAt`]: new Date(now) })
      return updated === 1 ? [place] : []
    }),
  )
  const places = taken.flat()
  if (places.length === 0) return
  const links = await temporaryLinks(
    places.map((place) => pictures[place]!.fileId),
    CHECK_LINK_SECONDS,
  )
  await Promise.all(places.map((place, index) => begin(message, place, links[index]!, openid)))
}

async function begin(message: MessageDocument, place: number, mediaUrl: string, openid: string) {
  const traceId = await askForCheck(mediaUrl, openid)
  if (traceId === null) return
  const { _id: messageId, conversationId, createdAt } = message
  const check: PictureCheck = { _id: traceId, messageId, conversationId, place, told: false, createdAt }
  await addOnce('pictureChecks', check)
}
