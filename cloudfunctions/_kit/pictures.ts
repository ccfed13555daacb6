/** Pictures that phones put into the storage: whose they are, whether they are any, and WeChat's look at them. */
import { PICTURE_BYTES_MAX, PICTURE_CHECK_LATE_MS } from '../../miniprogram/domain/messages'
import { command, db, openApi, temporaryLinks } from './cloud'
import { derivedId } from './ids'
import { addOnce } from './once'
import { Refusal } from './refusal'

/** Where phones put what they send. */
const UPLOADED = /^cloud:\/\/[^/]+\/(chat|cases|points)\//
/** WeChat fetches a picture when it checks it, which may take half an hour. */
export const CHECK_LINK_SECONDS = 2 * 60 * 60
const SCENE_FORUM = 3

/** A stored picture has one sender: its document is made when it is first sent. */
export interface PictureDocument {
  _id: string
  fileId: string
  personId: string
  /** Of a picture outside messages: what WeChat's check has come to. Missing before it was asked. */
  state?: 'checking' | 'shown' | 'refused'
  askedAt?: Date
}

export const pictureIdOf = (fileId: string) => derivedId('picture', fileId)

/**
 * The first who sends a picture has it: an id of another's picture is refused, also when somebody got to know it.
 * @throws Refusal PICTURE_NOT_YOURS, PICTURE_UNREADABLE, PICTURE_TOO_BIG
 */
export async function checkOwnPictures(fileIds: string[], personId: string): Promise<PictureDocument[]> {
  if (!fileIds.every((fileId) => UPLOADED.test(fileId))) throw new Refusal('PICTURE_NOT_YOURS')
  const owned = await Promise.all(
    fileIds.map((fileId) =>
      addOnce<PictureDocument>('pictures', { _id: pictureIdOf(fileId), fileId, personId }),
    ),
  )
  if (owned.some(({ document }) => document.personId !== personId)) throw new Refusal('PICTURE_NOT_YOURS')
  const links = await temporaryLinks(fileIds, 60)
  await Promise.all(links.map(checkPicture))
  return owned.map(({ document }) => document)
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
 * Asks WeChat to look at a picture; the answer comes later, as an event with this id.
 * @param mediaUrl a link good for CHECK_LINK_SECONDS
 * @returns null when WeChat did not take it
 */
export async function askForCheck(mediaUrl: string, openid: string): Promise<string | null> {
  try {
    const { api } = await openApi()
    const asked = { version: 2, openid, scene: SCENE_FORUM, mediaUrl, mediaType: 2 } as const
    return (await api.security.mediaCheckAsync(asked)).traceId
  } catch (error) {
    console.warn(
      JSON.stringify({ pictureCheck: 'no answer', error: String((error as Error)?.message ?? error) }),
    )
    return null
  }
}

/** The check of a picture that stands in no message: what it comes to is kept in the picture's own document. */
export interface LooseCheck {
  _id: string
  pictureId: string
  told: boolean
  createdAt: Date
}

/**
 * Asks for each that was never asked for, or has had no answer for ten minutes. Of two at the same instant one asks. Two
 * requests a picture, and one of the storage; none when there is nothing to ask.
 * @param now the cloud's time in ms
 */
export async function beginLooseChecks(
  pictures: PictureDocument[],
  openid: string,
  now: number,
): Promise<void> {
  const late = new Date(now - PICTURE_CHECK_LATE_MS)
  const due = pictures.filter(
    ({ state, askedAt }) => !state || (state === 'checking' && (!askedAt || askedAt <= late)),
  )
  const taken = await Promise.all(
    due.map(async (picture) => {
      const { _id, askedAt } = picture
      const { updated } = await db
        .collection('pictures')
        .where({ _id, askedAt: askedAt ?? command.exists(false) })
        .update({ state: 'checking', askedAt: new Date(now) })
      return updated === 1 ? [picture] : []
    }),
  )
  const asked = taken.flat()
  const links = await temporaryLinks(
    asked.map(({ fileId }) => fileId),
    CHECK_LINK_SECONDS,
  )
  await Promise.all(
    asked.map(async ({ _id: pictureId }, index) => {
      const traceId = await askForCheck(links[index]!, openid)
      if (traceId === null) return
      const check: LooseCheck = { _id: traceId, pictureId, told: false, createdAt: new Date(now) }
      await addOnce('pictureChecks', check)
    }),
  )
}

/** Delivered twice, it changes nothing the second time. */
export async function noteVerdict(check: LooseCheck, verdict: 'shown' | 'refused'): Promise<void> {
  await db
    .collection('pictures')
    .where({ _id: check.pictureId, state: 'checking' })
    .update({ state: verdict })
  await db.collection('pictureChecks').where({ _id: check._id }).update({ told: true })
}
