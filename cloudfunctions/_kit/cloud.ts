/**
 * The only file that imports the SDKs. The database goes through @cloudbase/node-sdk (it keeps error codes and offers
 * updateAndReturn); WeChat's open APIs through wx-server-sdk, loaded on first use because loading it is the cold start.
 */
import tcb from '@cloudbase/node-sdk'

const app = tcb.init({ env: tcb.SYMBOL_CURRENT_ENV })

export const db = app.database()
export const command = db.command

/** The caller's openid as the platform states it; null for timers and nested calls without a person. */
export function callerOpenid(): string | null {
  return app.auth().getUserInfo().openId || null
}

/** True for a call from somebody's phone, false for what the platform itself hands to a function. */
export function isFromPhone(): boolean {
  return /wx_client|wx_devtools/.test(tcb.getCloudbaseContext().TCB_SOURCE ?? '')
}

/**
 * Links that anyone who has them can open, until they end.
 * @param seconds at most a day
 * @returns in the same order; '' for a file that is not there
 */
export async function temporaryLinks(fileIds: string[], seconds: number): Promise<string[]> {
  if (fileIds.length === 0) return []
  const unique = [...new Set(fileIds)]
  const { fileList } = await app.getTempFileURL({
    fileList: unique.map((fileID) => ({ fileID, maxAge: seconds })),
  })
  const links = new Map(
    fileList.map((file) => [file.fileID, file.code === 'SUCCESS' ? file.tempFileURL : '']),
  )
  return fileIds.map((fileId) => links.get(fileId) ?? '')
}

/** The bytes of a stored file. @throws when there is none */
export async function downloadFile(fileId: string): Promise<Buffer> {
  const { fileContent } = await app.downloadFile({ fileID: fileId })
  if (!(fileContent instanceof Buffer)) throw new Error(`no content came of ${fileId}`)
  return fileContent
}

/** Takes a stored file away; none there is fine. */
export async function deleteFile(fileId: string): Promise<void> {
  await app.deleteFile({ fileList: [fileId] })
}

/** The answers of WeChat's open APIs that we use, by name. */
interface OpenApi {
  security: {
    msgSecCheck(input: {
      version: 2
      openid: string
      scene: 1 | 2 | 3 | 4
      content: string
    }): Promise<{ result: { suggest: 'pass' | 'review' | 'risky'; label: number } }>
    /** The result comes later, as the event wxa_media_check. mediaType 2 is a picture. */
    mediaCheckAsync(input: {
      version: 2
      openid: string
      scene: 1 | 2 | 3 | 4
      mediaUrl: string
      mediaType: 2
    }): Promise<{ traceId: string }>
  }
  subscribeMessage: {
    send(input: {
      touser: string
      templateId: string
      page: string
      data: Record<string, { value: string }>
    }): Promise<unknown>
  }
  phonenumber: {
    getPhoneNumber(input: { code: string }): Promise<{ phoneInfo: { purePhoneNumber: string } }>
  }
}

let openApiLoaded: { api: OpenApi } | null = null

/**
 * WeChat's open APIs. In an object of their own: the SDK's `openapi` answers to any name, `then` too, so returning it
 * bare from an async function would call an API named "then".
 */
export async function openApi(): Promise<{ api: OpenApi }> {
  if (!openApiLoaded) {
    const { default: cloud } = await import('wx-server-sdk')
    cloud.init({ env: cloud.DYNAMIC_CURRENT_ENV as unknown as string }) // its typings lag behind its own constant
    openApiLoaded = { api: cloud.openapi as unknown as OpenApi }
  }
  return openApiLoaded
}
