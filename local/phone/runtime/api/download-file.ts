import { kept, putTemporary } from '../files/disk'
import * as tree from '../files/tree'
import { newTransfer, transfer } from '../files/transfer'
import { relayAddress } from '../relayed'
import { ApiFailure, callable } from './call'

const isLocal = (url: string) => /^https?:\/\/(localhost|127\.0\.0\.1)(:|\/|$)/.test(url)

interface Download {
  url: string
  header?: Record<string, string>
  filePath?: string
}

const ENDINGS: Record<string, string> = {
  'image/png': '.png',
  'image/jpeg': '.jpg',
  'image/gif': '.gif',
  'image/webp': '.webp',
  'application/pdf': '.pdf',
  'application/json': '.json',
}

/** What a temporary file's name ends with: as in the address, else by the type of the bytes. */
export function endingOf(address: string, type: string): string {
  return /\.\w{1,8}$/.exec(address.split('?')[0] ?? '')?.[0] ?? ENDINGS[type.split(';')[0] ?? ''] ?? ''
}

/** wx.downloadFile: always gives its task, whatever the style. Only from this machine. */
export function downloadFile(input: Download) {
  const under = newTransfer(['totalBytesWritten', 'totalBytesExpectedToWrite'])
  const run = callable<Download>('downloadFile', async ({ url, header = {}, filePath }) => {
    if (typeof url !== 'string') throw new ApiFailure('parameter error: parameter.url should be String')
    if (!isLocal(url))
      throw new ApiFailure(`url not in domain list (the local phone only reaches localhost: ${url})`)
    const destination = filePath === undefined ? undefined : tree.tidy(filePath, 'filePath')
    if (destination && (!tree.mayWrite(destination) || tree.isFolder(destination)))
      throw new ApiFailure(`permission denied, open ${destination}`)
    if (destination && !tree.hasParent(destination))
      throw new ApiFailure(`no such file or directory, open ${destination}`)
    const { status, body } = await transfer({ method: 'GET', url: relayAddress(url), headers: header }, under)
    if (!destination)
      return { statusCode: status, tempFilePath: putTemporary(body, endingOf(url, body.type)) }
    tree.keep(destination, body)
    await kept()
    return { statusCode: status, filePath: destination }
  })
  return Object.assign(run(input) ?? {}, under.task)
}
