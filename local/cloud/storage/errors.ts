import { PlatformError } from '../platform-error'

export const fileMissing = (fileId: string) =>
  new PlatformError('STORAGE_FILE_NONEXIST', `storage file not exists: ${fileId}`)

export const fileDenied = (fileId: string) =>
  new PlatformError('STORAGE_EXCEED_AUTHORITY', `storage permission denied: ${fileId}`)

export const invalidFile = (message: string) => new PlatformError('INVALID_PARAM', message)

/** Refusals of the bucket itself (its HTTP door): they travel as XML, as those of Tencent's object storage do. */
export class BucketRefusal extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
  ) {
    super(message)
    this.name = 'BucketRefusal'
  }
}
