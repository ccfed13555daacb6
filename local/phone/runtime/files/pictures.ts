import { askCloud } from '../cloud/call-function'
import { assetUrl } from '../assets'
import { phoneSettings } from '../settings'
import { addressOf } from './disk'

/** What the browser shows for a picture that is not there: it reports an error, as the part's `binderror` wants. */
export const NO_PICTURE = 'data:,'

/**
 * Where the browser finds a picture the app names: of the package, of the phone, or in the cloud's storage as far as
 * the holder may read it. Only the last takes time.
 * @param owner path of the page or component that names it
 */
export function pictureAddress(source: string, owner: string): string | Promise<string> {
  if (source.startsWith('cloud://')) return cloudPicture(source)
  if (source.startsWith('wxfile://')) return addressOf(source) || NO_PICTURE
  return assetUrl(source, owner)
}

async function cloudPicture(fileID: string): Promise<string> {
  try {
    const answer = await askCloud(phoneSettings.cloudUrl, '/client/file-links', { fileList: [fileID] })
    const { fileList } = answer as { fileList?: { tempFileURL: string }[] }
    const address = fileList?.[0]?.tempFileURL
    return address ? encodeURI(address) : NO_PICTURE
  } catch {
    return NO_PICTURE // no network
  }
}

/** A decoded picture. @returns null when the bytes are none */
export async function decoded(blob: Blob): Promise<ImageBitmap | null> {
  return createImageBitmap(blob).catch(() => null)
}
