import { ApiFailure, callable, type Callbacks } from '../api/call'
import { endingOf } from '../api/download-file'
import { putTemporary } from '../files/disk'
import { newTransfer, transfer, type TransferTask } from '../files/transfer'
import * as tree from '../files/tree'
import { askCloud } from './call-function'

interface FileLink {
  fileID: string
  tempFileURL: string
  maxAge: number
  status: number
  errMsg: string
}
/** With a callback a task that can be aborted, without one a promise: as wx.cloud does. */
function withTask<Input extends object>(
  name: string,
  words: [string, string],
  run: (input: Input, under: ReturnType<typeof newTransfer>) => Promise<unknown>,
) {
  return (input: Input & Callbacks): TransferTask | Promise<unknown> | undefined => {
    const under = newTransfer(words)
    const answer = callable<Input>(name, (given) => run(given, under))(input)
    return answer ?? under.task
  }
}

/** wx.cloud's files: uploadFile, downloadFile, getTempFileURL, deleteFile, as the phone's holder. */
export function cloudFiles(cloudUrl: string | null) {
  const ask = async <T>(api: string, path: string, body: object): Promise<T> => {
    const { errCode, errMsg, ...answer } = await askCloud(cloudUrl, path, body)
    // the cloud's text may already carry the API's name: it is written once
    const text = (errMsg ?? '').replace(new RegExp(`^${api.replace('.', '\\.')}:fail\\s*`), '')
    if (errCode) throw new ApiFailure(text, { errCode })
    return answer as T
  }
  const links = (api: string, fileList: unknown) =>
    ask<{ fileList: FileLink[] }>(api, '/client/file-links', { fileList: listed(fileList) })

  return {
    uploadFile: withTask<{ cloudPath: string; filePath: string }>(
      'cloud.uploadFile',
      ['totalBytesSent', 'totalBytesExpectedToSend'],
      async ({ cloudPath, filePath }, under) => {
        text(cloudPath, 'cloudPath')
        const path = tree.tidy(filePath, 'filePath')
        const body = tree.blobOf(path)
        if (!body) throw new ApiFailure(`file not found: ${path}`, { errCode: -1 })
        const place = await ask<{ url: string; authorization: string; fileID: string }>(
          'cloud.uploadFile',
          '/client/file-upload',
          { cloudPath },
        )
        const headers = { authorization: place.authorization }
        const sent = await transfer({ method: 'PUT', url: place.url, headers, body }, under)
        if (sent.status !== 200) throw await refusal(sent.status, sent.body)
        return { fileID: place.fileID, statusCode: sent.status }
      },
    ),
    downloadFile: withTask<{ fileID: string }>(
      'cloud.downloadFile',
      ['totalBytesWritten', 'totalBytesExpectedToWrite'],
      async ({ fileID }, under) => {
        text(fileID, 'fileID')
        const [link] = (await links('cloud.downloadFile', [fileID])).fileList
        if (!link || link.status !== 0) {
          const errCode = link?.status ?? -1
          throw new ApiFailure(`Error: errCode: ${errCode} ${link?.errMsg ?? ''} | errMsg: ${fileID}`, {
            errCode,
          })
        }
        const url = encodeURI(link.tempFileURL)
        const { status, body } = await transfer({ method: 'GET', url, headers: {} }, under)
        if (status !== 200) throw await refusal(status, body)
        return { tempFilePath: putTemporary(body, endingOf(fileID, body.type)), statusCode: status }
      },
    ),
    getTempFileURL: callable<{ fileList: unknown }>('cloud.getTempFileURL', ({ fileList }) =>
      links('cloud.getTempFileURL', fileList),
    ),
    deleteFile: callable<{ fileList: unknown }>('cloud.deleteFile', ({ fileList }) =>
      ask('cloud.deleteFile', '/client/file-delete', { fileList: listed(fileList) }),
    ),
  }
}

function text(value: unknown, name: string) {
  if (typeof value !== 'string' || value === '')
    throw new ApiFailure(`parameter error: parameter.${name} should be String`, { errCode: -401002 })
}

function listed(fileList: unknown): unknown[] {
  if (Array.isArray(fileList)) return fileList
  throw new ApiFailure('parameter error: parameter.fileList should be Array', { errCode: -401002 })
}

/** What the bucket says in XML. */
async function refusal(status: number, body: Blob): Promise<ApiFailure> {
  const page = new DOMParser().parseFromString(await body.text(), 'text/xml')
  const [code, message] = ['Code', 'Message'].map((name) => page.querySelector(name)?.textContent ?? '')
  return new ApiFailure(
    `Error: errCode: -503001 storage request fail | errMsg: [${code}]: ${message} (status ${status})`,
    { errCode: -503001 },
  )
}
