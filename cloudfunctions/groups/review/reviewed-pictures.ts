/** Pictures that a reviewer has to look at: those that passed WeChat's own check, as for every other reader. */
import { temporaryLinks } from '../../_kit/cloud'
import type { MessageDocument } from '../messages'

const SECONDS = 10 * 60

export function checkedPictures({ pictures = [] }: MessageDocument): string[] {
  return pictures.filter(({ state }) => state === 'shown').map(({ fileId }) => fileId)
}

/**
 * Links of ten minutes, list by list. One request of the storage; none when there are no pictures.
 * @param lists file ids
 */
export async function linksOf(lists: string[][]): Promise<string[][]> {
  const urls = await temporaryLinks(lists.flat(), SECONDS)
  let next = 0
  return lists.map((list) => urls.slice(next, (next += list.length)))
}
