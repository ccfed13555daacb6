/** Chooses pictures and copies each to the app's own files before anything else. */
import { sentenceFor } from '../domain/errors'
import { PICTURE_BYTES_MAX } from '../domain/messages'
import type { DraftPicture } from './drafts'
import { keepFile } from './files'

/** @param count how many more there may be. @returns those that were kept, and what to say about the others */
export async function choosePictures(count: number): Promise<{ pictures: DraftPicture[]; trouble: string }> {
  const chosen = await new Promise<{ tempFilePath: string; size: number }[]>((resolve) => {
    wx.chooseMedia({
      count,
      mediaType: ['image'],
      sizeType: ['compressed'],
      success: ({ tempFiles }) => resolve(tempFiles),
      fail: () => resolve([]),
    })
  })
  const pictures: DraftPicture[] = []
  let trouble = ''
  for (const { tempFilePath, size } of chosen) {
    if (size > PICTURE_BYTES_MAX) {
      trouble = sentenceFor('PICTURE_TOO_BIG', { max: PICTURE_BYTES_MAX / 1024 / 1024 })
      continue
    }
    const measured = await measure(tempFilePath)
    const path = measured ? await keepFile(tempFilePath) : null
    if (measured && path) pictures.push({ path, ...measured })
    else trouble = measured ? '手机空间不够，有图片没有加上' : sentenceFor('PICTURE_UNREADABLE')
  }
  return { pictures, trouble }
}

function measure(src: string): Promise<{ width: number; height: number } | null> {
  return new Promise((resolve) => {
    wx.getImageInfo({
      src,
      success: ({ width, height }) => resolve({ width, height }),
      fail: () => resolve(null),
    })
  })
}
