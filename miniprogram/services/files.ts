/** Files of the app's own on this phone: what is to be sent is copied here first, so that a kill does not lose it. */
import { makeId } from './ids'

const PREFIX = 'outgoing-'

/** Copies a file, such as a picture just chosen: its own path is gone at the next start. @returns its new path, or null */
export function keepFile(path: string): Promise<string | null> {
  const ending = /\.(jpe?g|png|gif|webp)$/i.exec(path)?.[0].toLowerCase() ?? '.jpg'
  const kept = `${wx.env.USER_DATA_PATH}/${PREFIX}${makeId()}${ending}`
  return new Promise((resolve) => {
    wx.getFileSystemManager().copyFile({
      srcPath: path,
      destPath: kept,
      success: () => resolve(kept),
      fail: () => resolve(null),
    })
  })
}

/** Writes a document to be opened or sent; one of the same name is replaced. @returns its path, or null when there is no room */
export function writeDocument(fileName: string, base64: string): Promise<string | null> {
  const path = `${wx.env.USER_DATA_PATH}/${fileName}`
  return new Promise((resolve) => {
    wx.getFileSystemManager().writeFile({
      ...{ filePath: path, data: base64, encoding: 'base64' },
      success: () => resolve(path),
      fail: () => resolve(null),
    })
  })
}

export function isThere(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    wx.getFileSystemManager().access({ path, success: () => resolve(true), fail: () => resolve(false) })
  })
}

/** One that is gone already is fine. */
export function dropFile(path: string): void {
  wx.getFileSystemManager().unlink({ filePath: path, fail: () => undefined })
}
