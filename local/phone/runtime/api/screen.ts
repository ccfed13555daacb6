import type { AppConfig } from '../../app-package'
import { tidy, blobOf } from '../files/tree'
import { pictureAddress } from '../files/pictures'
import { screen } from '../screen'
import { showToast } from '../sheets/toast'
import { ApiFailure, callable } from './call'
import { mustBeAllowed } from './permission'

let brightness = 0.7

/** A file goes to this computer, since that is the album's other side. */
function handToComputer(blob: Blob, name: string) {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(blob)
  link.download = name
  link.click()
}

async function save(app: AppConfig, api: string, filePath: string) {
  await mustBeAllowed(app, api, 'scope.writePhotosAlbum')
  const path = tidy(filePath, 'filePath')
  const local = filePath.startsWith('wxfile://') ? blobOf(path) : null
  const response = local ? null : await fetch(await pictureAddress(`/${path}`, '')).catch(() => null)
  const blob = local ?? (response?.ok ? await response.blob() : null)
  if (!blob) throw new ApiFailure('no such file or directory')
  handToComputer(blob, path.split('/').pop() ?? 'picture')
  showToast({ text: '已保存到相册', kind: 'success', duration: 1500, mask: false })
}

/** The screen, and what is kept of it. */
export const screenApi = (app: AppConfig) => ({
  // a browser's window has no sleep of its own to keep off
  setKeepScreenOn: callable<{ keepScreenOn: boolean }>('setKeepScreenOn', ({ keepScreenOn }) => {
    if (typeof keepScreenOn !== 'boolean')
      throw new ApiFailure('parameter error: keepScreenOn should be Boolean')
  }),
  setScreenBrightness: callable<{ value: number }>('setScreenBrightness', ({ value }) => {
    if (!(value >= 0 && value <= 1)) throw new ApiFailure('parameter error: value should be from 0 to 1')
    brightness = value
    // never so dark that nothing is seen
    screen.style.filter = `brightness(${0.6 + value * 0.57})`
  }),
  getScreenBrightness: callable('getScreenBrightness', () => ({ value: brightness })),
  // nobody can take a picture of this screen unseen, nor does the phone hear of it
  onUserCaptureScreen: () => undefined,
  offUserCaptureScreen: () => undefined,
  setVisualEffectOnCapture: callable('setVisualEffectOnCapture', () => undefined),
  saveImageToPhotosAlbum: callable<{ filePath: string }>('saveImageToPhotosAlbum', ({ filePath }) =>
    save(app, 'saveImageToPhotosAlbum', filePath),
  ),
  saveVideoToPhotosAlbum: callable<{ filePath: string }>('saveVideoToPhotosAlbum', ({ filePath }) =>
    save(app, 'saveVideoToPhotosAlbum', filePath),
  ),
  shareFileMessage: callable<{ filePath: string; fileName?: string }>('shareFileMessage', (given) => {
    const path = tidy(given.filePath, 'filePath')
    const blob = blobOf(path)
    if (!blob) throw new ApiFailure("file doesn't exist")
    handToComputer(blob, given.fileName ?? path.split('/').pop() ?? 'file')
    showToast({ text: '已转发（存到这台电脑）', kind: 'success', duration: 1500, mask: false })
  }),
})
