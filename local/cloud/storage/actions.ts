import { textField, type Fields } from '../wire/fields'
import { invalidFile } from './errors'
import type { Storage } from './storage'

type StorageAction = (storage: Storage, fields: Fields) => Promise<unknown> | unknown

/** The storage calls of the server SDKs, by the action names of their wire; what they give is the reply's `data`. */
export const storageActions: Record<string, StorageAction> = {
  'storage.getUploadMetadata'(storage, fields) {
    const { url, authorization, fileId, cosFileId } = storage.uploadPlace(fields.path, 'admin')
    const [{ tempFileURL } = { tempFileURL: '' }] = storage.links([{ fileId }], 'admin')
    // The token is the session's of object storage; the authorization says everything here.
    return { url, token: 'local', authorization, fileId, cosFileId, download_url: tempFileURL }
  },
  'storage.batchGetDownloadUrl'(storage, fields) {
    const wanted = listField(fields, 'file_list').map((one) => {
      const { fileid, max_age, url_type } = fieldsOf(one, 'file_list')
      return { fileId: fileid, maxAge: max_age, encoded: url_type === 'COS_URL' }
    })
    return { download_list: storage.links(wanted, 'admin') }
  },
  async 'storage.batchDeleteFile'(storage, fields) {
    return { delete_list: await storage.remove(listField(fields, 'fileid_list'), 'admin') }
  },
  async 'storage.batchCopyFile'(storage, fields) {
    const list = listField(fields, 'file_list').map((one) => {
      const { src_path, dst_path, overwrite, remove_original } = fieldsOf(one, 'file_list')
      return {
        from: src_path,
        to: dst_path,
        overwrite: overwrite !== false,
        removeOriginal: remove_original === true,
      }
    })
    const results = await storage.copy(list)
    return { copy_list: results.map(({ fileID, ...result }) => ({ fileId: fileID, ...result })) }
  },
  'storage.getFileAuthority'(storage, fields) {
    const paths = listField(fields, 'fileList').map((one) => fieldsOf(one, 'fileList').path)
    return storage.authority(textField(fields, 'openId'), paths)
  },
}

function listField(fields: Fields, name: string): unknown[] {
  const list = fields[name]
  if (!Array.isArray(list)) throw invalidFile(`${name} must be a list`)
  return list
}

function fieldsOf(value: unknown, name: string): Fields {
  if (value === null || typeof value !== 'object') throw invalidFile(`${name} must hold objects`)
  return value as Fields
}
