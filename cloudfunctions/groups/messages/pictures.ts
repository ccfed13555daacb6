/** Pictures of messages: whose they are, whether they are any, and WeChat's check, whose answer comes later. */
import { isGone, PICTURE_BYTES_MAX, PICTURE_CHECK_LATE_MS } from '../../../miniprogram/domain/messages'
import { command, db, openApi, temporaryLinks } from '../../_kit/cloud'
import { derivedId } from '../../_kit/ids'
import { addOnce } from '../../_kit/once'
import { Refusal } from '../../_kit/refusal'
import type { MessageDocument } from '../messages'

/** Where phones put what they send. */
const UPLOADED = /^cloud:\/\/[^/]+\/chat\//
/** WeChat fetches a picture when it checks it, which may take half an hour. */
const CHECK_LINK_SECONDS = 2 * 60 * 60
const SCENE_FORUM = 3

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
 * The first who sends a picture has it: an id of another's picture is refused, also when somebody got to know it.
 * @throws Refusal PICTURE_NOT_YOURS, PICTURE_UNREADABLE, PICTURE_TOO_BIG
 */
export async function checkOwnPictures(fileIds: string[], personId: string): Promise<void> {
  if (!fileIds.every((fileId) => UPLOADED.test(fileId))) throw new Refusal('PICTURE_NOT_YOURS')
  const owned = await Promise.all(
    fileIds.map((fileId) => addOnce('pictures', { _id: derivedId('picture', fileId), fileId, personId })),
  )
  if (owned.some(({ document }) => document.personId !== personId)) throw new Refusal('PICTURE_NOT_YOURS')
  const links = await temporaryLinks(fileIds, 60)
  await Promise.all(links.map(checkPicture))
}

async function checkPicture(link: string): Promise<void> {
  const response = link ? await fetch(link) : null
  if (!response?.ok || !response.body) throw new Refusal('PICTURE_UNREADABLE')
  const reader = response.body.getReader()
  const { value } = await reader.read()
  await reader.cancel() // the first bytes tell
  if (Number(response.headers.get('content-length') ?? 0) > PICTURE_BYTES_MAX)
    throw new Refusal('PICTURE_TOO_BIG', { max: PICTURE_BYTES_MAX / 1024 / 1024 })
  if (!isPicture(Buffer.from(value ?? []))) throw new Refusal('PICTURE_UNREADABLE')
}

/** JPEG, PNG, GIF and WebP by their first bytes: a file's name and type are what the sender says. */
function isPicture(bytes: Buffer): boolean {
  const starts = (hex: string) => bytes.toString('hex', 0, hex.length / 2) === hex
  const webp = bytes.toString('latin1', 0, 4) === 'RIFF' && bytes.toString('latin1', 8, 12) === 'WEBP'
  return starts('ffd8ff') || starts('89504e470d0a1a0a') || starts('47494638') || webp
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
  try {
    const { api } = await openApi()
    const asked = { version: 2, openid, scene: SCENE_FORUM, mediaUrl, mediaType: 2 } as const
    const { traceId } = await api.security.mediaCheckAsync(asked)
    const { _id: messageId, conversationId, createdAt } = message
    const check: PictureCheck = { _id: traceId, messageId, conversationId, place, told: false, createdAt }
    await addOnce('pictureChecks', check)
  } catch (error) {
    console.warn(
      JSON.stringify({ pictureCheck: 'no answer', error: String((error as Error)?.message ?? error) }),
    )
  }
}
