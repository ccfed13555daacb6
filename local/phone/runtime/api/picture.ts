import { blobOf, tidy } from '../files/tree'
import { putTemporary } from '../files/disk'
import { decoded, pictureAddress } from '../files/pictures'
import { chooseFiles } from '../sheets/choose-files'
import { showPicture } from '../sheets/picture'
import { SAMPLE_PICTURES } from '../sheets/sample-pictures'
import { endingOf } from './download-file'
import { ApiFailure, callable } from './call'

interface ChooseMedia {
  count?: number
  mediaType?: string[]
  sizeType?: string[]
}

/** The longer side of a picture the album hands over compressed, in px; about what phones do. */
const COMPRESSED_SIDE = 1440
const MOST = 20

/** Paths of temporary files the holder chose from the album (or took: this camera is the album). */
async function fromAlbum(count: number, mostlyCompressed: boolean, title: string) {
  if (!Number.isInteger(count) || count < 1 || count > MOST)
    throw new ApiFailure(`parameter error: count should be from 1 to ${MOST}`)
  const chosen = await chooseFiles({ title, samples: SAMPLE_PICTURES, accept: 'image/*', count })
  if (!chosen) throw new ApiFailure('cancel')
  return Promise.all(
    chosen.map(async ({ name, blob }) => {
      const given = mostlyCompressed ? await smaller(blob, { side: COMPRESSED_SIDE, quality: 0.8 }) : blob
      const bytes = given && given.size < blob.size ? given : blob
      return {
        path: putTemporary(bytes, bytes.type === 'image/jpeg' ? '.jpg' : endingOf(name, bytes.type)),
        size: bytes.size,
      }
    }),
  )
}

/** A picture drawn anew. @returns null when the bytes are no picture */
async function smaller(
  blob: Blob,
  wanted: { side?: number; width?: number; height?: number; quality: number },
): Promise<Blob | null> {
  const picture = await decoded(blob)
  if (!picture) return null
  const scale = Math.min(1, (wanted.side ?? Infinity) / Math.max(picture.width, picture.height))
  const width =
    wanted.width ?? (wanted.height ? (picture.width * wanted.height) / picture.height : picture.width * scale)
  const height = wanted.height ?? (picture.height * width) / picture.width
  const canvas = new OffscreenCanvas(Math.max(1, Math.round(width)), Math.max(1, Math.round(height)))
  canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height)
  picture.close()
  // quality only means something for jpeg, as on the platform
  const type = blob.type === 'image/png' ? 'image/png' : 'image/jpeg'
  return canvas.convertToBlob({ type, quality: wanted.quality })
}

/** The bytes of a picture the app names, also of the package, the cloud or this machine. @throws ApiFailure */
async function pictureBytes(source: unknown): Promise<Blob> {
  if (typeof source !== 'string' || source === '')
    throw new ApiFailure('parameter error: parameter.src should be String')
  const local = source.startsWith('wxfile://') ? blobOf(tidy(source, 'src')) : null
  if (local) return local
  const response = await fetch(await pictureAddress(source, '')).catch(() => null)
  if (!response?.ok || source.startsWith('wxfile://')) throw new ApiFailure('file not found')
  return response.blob()
}

const KINDS: Record<string, string> = { 'image/jpeg': 'jpeg', 'image/png': 'png', 'image/gif': 'gif' }

/** Which format it is by its first bytes: the name may lie. */
async function kindOf(blob: Blob): Promise<string> {
  const [a, b] = new Uint8Array(await blob.slice(0, 2).arrayBuffer())
  if (a === 0xff && b === 0xd8) return 'jpeg'
  if (a === 0x89 && b === 0x50) return 'png'
  return a === 0x47 && b === 0x49 ? 'gif' : (KINDS[blob.type] ?? 'unknown')
}

/** What the phone does with pictures. */
export const pictureApi = {
  chooseMedia: callable<ChooseMedia>(
    'chooseMedia',
    async ({ count = 9, mediaType = ['image', 'video'], sizeType = ['original', 'compressed'] }) => {
      if (!mediaType.includes('image') && !mediaType.includes('mix'))
        throw new ApiFailure('not supported: the local phone has pictures only, no video')
      const files = await fromAlbum(count, sizeType.includes('compressed'), '选择图片')
      const tempFiles = files.map(({ path, size }) => ({ tempFilePath: path, size, fileType: 'image' }))
      return { tempFiles, type: 'image' }
    },
  ),
  chooseImage: callable<ChooseMedia>(
    'chooseImage',
    async ({ count = 9, sizeType = ['original', 'compressed'] }) => {
      const tempFiles = await fromAlbum(count, sizeType.includes('compressed'), '选择图片')
      return { tempFilePaths: tempFiles.map(({ path }) => path), tempFiles }
    },
  ),
  previewImage: callable<{ urls: string[]; current?: string | number }>(
    'previewImage',
    async ({ urls, current }) => {
      if (!Array.isArray(urls) || urls.length === 0)
        throw new ApiFailure('parameter error: parameter.urls should have at least 1 item')
      const start = typeof current === 'number' ? current : Math.max(urls.indexOf(current ?? ''), 0)
      showPicture(await Promise.all(urls.map((url) => pictureAddress(url, ''))), start)
    },
  ),
  previewMedia: callable<{ sources: { url: string; type?: string }[]; current?: number }>(
    'previewMedia',
    async ({ sources, current = 0 }) => {
      if (sources.some(({ type }) => type === 'video'))
        throw new ApiFailure('not supported: pictures only, no video')
      showPicture(await Promise.all(sources.map(({ url }) => pictureAddress(url, ''))), current)
    },
  ),
  getImageInfo: callable<{ src: string }>('getImageInfo', async ({ src }) => {
    const blob = await pictureBytes(src)
    const picture = await decoded(blob)
    if (!picture) throw new ApiFailure('decode image fail')
    const { width, height } = picture
    picture.close()
    const type = await kindOf(blob)
    const path = src.startsWith('wxfile://') ? src : putTemporary(blob, endingOf(src, blob.type))
    // decoding has turned it already, as its Exif says
    return { width, height, path, orientation: 'up', type }
  }),
  compressImage: callable<{
    src: string
    quality?: number
    compressedWidth?: number
    compressedHeight?: number
  }>('compressImage', async ({ src, quality = 80, compressedWidth: width, compressedHeight: height }) => {
    const blob = await smaller(await pictureBytes(src), { width, height, quality: quality / 100 })
    if (!blob) throw new ApiFailure('decode image fail')
    return { tempFilePath: putTemporary(blob, blob.type === 'image/png' ? '.png' : '.jpg') }
  }),
}
