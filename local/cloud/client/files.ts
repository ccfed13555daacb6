import { invalidParameter } from '../database/errors'
import type { FileResult, Storage } from '../storage/storage'
import type { Fields } from '../wire/fields'
import { clientCode } from './errors'

/** What a phone may ask of the bucket; the bytes go to and from the bucket's own door. */
export const fileRoutes = {
  '/client/file-upload': {
    api: 'cloud.uploadFile',
    run({ storage }: { storage: Storage }, { cloudPath }: Fields, openid?: string) {
      const { url, authorization, fileId } = storage.uploadPlace(cloudPath, { openid })
      return { url, authorization, fileID: fileId }
    },
  },
  '/client/file-links': {
    api: 'cloud.getTempFileURL',
    run({ storage }: { storage: Storage }, fields: Fields, openid?: string) {
      const wanted = fileList(fields).map((one) => {
        const { fileID, maxAge } = one !== null && typeof one === 'object' ? (one as Fields) : { fileID: one }
        return { fileId: fileID, maxAge }
      })
      const results = storage.links(wanted, { openid })
      return {
        fileList: results.map(({ tempFileURL, maxAge, ...result }) => ({
          ...shown(result),
          tempFileURL,
          maxAge,
        })),
      }
    },
  },
  '/client/file-delete': {
    api: 'cloud.deleteFile',
    async run({ storage }: { storage: Storage }, fields: Fields, openid?: string) {
      return { fileList: (await storage.remove(fileList(fields), { openid })).map(shown) }
    },
  },
}

function fileList(fields: Fields): unknown[] {
  if (!Array.isArray(fields.fileList)) throw invalidParameter('fileList must be a list')
  return fields.fileList
}

const shown = ({ fileID, code }: FileResult) => {
  const [status, errMsg] = code === 'SUCCESS' ? [0, 'ok'] : clientCode(code)
  return { fileID, status, errMsg }
}
