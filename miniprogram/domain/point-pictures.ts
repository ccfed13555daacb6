/** Pictures of points: how many, and what their files are called on a phone. */

export const POINT_PICTURES_MAX = 3

const PREFIX = 'point-picture'

export interface PictureFile {
  routeId: string
  pictureId: string
}

/** The name says whose it is, so that a phone finds what it keeps, and what may go, without a list beside it. */
export function pictureFileName({ routeId, pictureId }: PictureFile, ending: string): string {
  return `${PREFIX}~${routeId}~${pictureId}${ending}`
}

/** Null for every other file. */
export function pictureFileOf(name: string): PictureFile | null {
  const [prefix, routeId, rest, more] = name.split('~')
  if (prefix !== PREFIX || !routeId || !rest || more !== undefined) return null
  return { routeId, pictureId: rest.replace(/\.\w+$/, '') }
}
