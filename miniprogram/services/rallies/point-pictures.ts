/** Pictures of points in the app's own files: fetched once, shown without a network, gone when their event is over. */
import type { RoutePoint } from '../../domain/contract/rallies'
import { pictureFileName, pictureFileOf, type PictureFile } from '../../domain/point-pictures'
import { dropFile } from '../files'

interface Kept extends PictureFile {
  path: string
}

let kept: Kept[] | null = null

/** What lies in the files is the truth, also after a kill. A phone that cannot list its files keeps none. */
function keptFiles(): Kept[] {
  if (kept) return kept
  try {
    const folder = wx.env.USER_DATA_PATH
    kept = wx
      .getFileSystemManager()
      .readdirSync(folder)
      .flatMap((name) => {
        const file = pictureFileOf(name)
        return file ? [{ ...file, path: `${folder}/${name}` }] : []
      })
  } catch {
    kept = []
  }
  return kept
}

/** Ids of the pictures of a route that need no link any more. */
export function keptPictures(routeId: string): string[] {
  return keptFiles().flatMap((file) => (file.routeId === routeId ? [file.pictureId] : []))
}

/** The picture's file on this phone, or ''. */
export function picturePath(pictureId: string): string {
  return keptFiles().find((file) => file.pictureId === pictureId)?.path ?? ''
}

const underWay = new Set<string>()

/** Fetches what is missing, one after the other, and drops what the route shows no more. What fails comes next time. */
export async function savePictures(routeId: string, points: RoutePoint[]): Promise<void> {
  const pictures = points.flatMap((point) => point.pictures ?? [])
  const shown = new Set(pictures.map(({ pictureId }) => pictureId))
  drop((file) => file.routeId === routeId && !shown.has(file.pictureId))
  for (const { pictureId, url } of pictures) {
    if (!url || underWay.has(pictureId) || picturePath(pictureId)) continue
    underWay.add(pictureId)
    const path = await download(url, pictureFileName({ routeId, pictureId }, endingOf(url)))
    underWay.delete(pictureId)
    if (path) keptFiles().push({ routeId, pictureId, path })
  }
}

/** Pictures of events that are over make room. @param routeIds of the event that is on */
export function dropOtherPictures(routeIds: string[]): void {
  drop((file) => !routeIds.includes(file.routeId))
}

function drop(isOld: (file: Kept) => boolean): void {
  const old = keptFiles().filter(isOld)
  if (old.length === 0) return
  kept = keptFiles().filter((file) => !old.includes(file))
  for (const { path } of old) dropFile(path)
}

const endingOf = (url: string) => /\.(jpe?g|png|gif|webp)(?=$|\?)/i.exec(url)?.[0].toLowerCase() ?? '.jpg'

/** @returns its path, or '' when it did not come whole: half a picture is never taken for one */
function download(url: string, name: string): Promise<string> {
  const filePath = `${wx.env.USER_DATA_PATH}/${name}`
  return new Promise((resolve) => {
    wx.downloadFile({
      url,
      success({ statusCode, tempFilePath }) {
        if (statusCode !== 200) return resolve('')
        wx.getFileSystemManager().copyFile({
          srcPath: tempFilePath,
          destPath: filePath,
          success: () => resolve(filePath),
          fail: () => resolve(''),
        })
      },
      fail: () => resolve(''),
    })
  })
}
