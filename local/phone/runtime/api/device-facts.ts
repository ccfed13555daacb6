import { addressOf } from '../files/disk'
import { tidy } from '../files/tree'
import { ApiFailure, callable } from './call'

const never = () => undefined
const answered = (name: string, answer: object = {}) => callable(name, () => answer)

/** Small questions about this phone, and wishes that are fulfilled already: all of an app is here from the start. */
export const deviceFactsApi = {
  getRendererUserAgent: callable('getRendererUserAgent', () => ({ userAgent: navigator.userAgent })),
  getScreenRecordingState: answered('getScreenRecordingState', { state: 'off' }),
  onScreenRecordingStateChanged: never,
  offScreenRecordingStateChanged: never,
  onBatteryInfoChange: never,
  offBatteryInfoChange: never,
  getApiCategory: () => ({ apiCategory: 'default' }),
  onApiCategoryChange: never,
  offApiCategoryChange: never,
  checkIsAddedToMyMiniProgram: answered('checkIsAddedToMyMiniProgram', { added: false }),
  checkIsSupportSoterAuthentication: answered('checkIsSupportSoterAuthentication', { supportMode: [] }),
  checkIsOpenAccessibility: answered('checkIsOpenAccessibility', { open: false }),
  checkDeviceSupportHevc: answered('checkDeviceSupportHevc', { hevc: 0 }),
  isVKSupport: () => false,
  preloadAssets: answered('preloadAssets'),
  preloadWebview: never,
  preloadSkylineView: never,
  preDownloadSubpackage: (given: {
    success?: (result: object) => void
    complete?: (result: object) => void
  }) => {
    const listeners = new Set<(progress: object) => void>()
    queueMicrotask(() => {
      listeners.forEach((listener) =>
        listener({ progress: 100, totalBytesWritten: 0, totalBytesExpectedToWrite: 0 }),
      )
      const result = { errMsg: 'preDownloadSubpackage:ok' }
      given.success?.(result)
      given.complete?.(result)
    })
    return { onProgressUpdate: (listener: (progress: object) => void) => void listeners.add(listener) }
  },
  setEnableDebug: answered('setEnableDebug'),
  createBufferURL: (bytes: ArrayBuffer | Uint8Array) => URL.createObjectURL(new Blob([bytes as BlobPart])),
  revokeBufferURL: (url: string) => URL.revokeObjectURL(url),
  saveFileToDisk: callable<{ filePath: string }>('saveFileToDisk', ({ filePath }) => {
    const path = tidy(filePath, 'filePath')
    const address = addressOf(path)
    if (!address) throw new ApiFailure('the file does not exist')
    const link = document.createElement('a')
    Object.assign(link, { href: address, download: path.split('/').pop() ?? 'file' })
    link.click()
  }),
}
