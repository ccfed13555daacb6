/** @jest-environment node */
/** What a person chooses on the phone, before any of it travels. */
import { PICTURE_BYTES_MAX } from '../../miniprogram/domain/messages'
import { choosePictures } from '../../miniprogram/services/choose-pictures'

/** A phone on which these files are chosen; those called .pdf are no pictures. */
function choosing(tempFiles: { tempFilePath: string; size: number }[]) {
  const copied: string[] = []
  const wx = {
    env: { USER_DATA_PATH: 'kept' },
    getFileSystemManager: () => ({
      copyFile({ srcPath, success }: { srcPath: string; success(): void }) {
        copied.push(srcPath)
        success()
      },
    }),
    chooseMedia: ({ success }: { success(chosen: object): void }) => success({ tempFiles }),
    getImageInfo: ({ src, success, fail }: { src: string; success(info: object): void; fail(): void }) =>
      src.endsWith('.pdf') ? fail() : success({ width: 4, height: 3 }),
  }
  Object.assign(globalThis, { wx })
  return copied
}

it.each([
  ['over 10 MB', { tempFilePath: 'big.jpg', size: PICTURE_BYTES_MAX + 1 }, '图片太大了，一张最多 10 MB'],
  ['that is none', { tempFilePath: 'list.pdf', size: 100 }, '有一个文件不是图片，请换一张'],
])('says so of a picture %s, and takes the others', async (_what, wrong, trouble) => {
  const copied = choosing([wrong, { tempFilePath: 'small.jpg', size: PICTURE_BYTES_MAX }])
  const chosen = await choosePictures(9)
  expect(chosen).toMatchObject({ pictures: [{ width: 4, height: 3 }], trouble })
  expect(copied).toEqual(['small.jpg'])
})
