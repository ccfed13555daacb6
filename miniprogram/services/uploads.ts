/** The files of a waiting call: uploaded before it, one after the other. */
import { uploadFile } from './cloud'
import type { Refusal } from './cloud'
import { isThere } from './files'
import type { WaitingCall } from './waiting-calls'

const progress = new Map<string, number>()

/** How much of a call's files is there, in per cent; null when none is on its way. */
export function uploadProgress(id: string): number | null {
  return progress.get(id) ?? null
}

/**
 * @param keep called whenever one more file is there: from then on a kill does not cost it
 * @param onProgress called as it goes on
 * @returns why they are not all there; null when they are
 */
export async function uploadFiles(
  call: WaitingCall,
  keep: () => void,
  onProgress: () => void,
): Promise<Refusal | null> {
  const files = call.files ?? []
  const tell = (percent: number) => {
    progress.set(call.id, Math.floor(percent))
    onProgress()
  }
  try {
    for (const [place, file] of files.entries()) {
      if (file.fileId !== null) continue
      if (!(await isThere(file.path))) return { ok: false, code: 'PICTURE_GONE', facts: {} }
      const share = (percent: number) => tell(((place + percent / 100) / files.length) * 100)
      share(0)
      const answer = await uploadFile(file.cloudPath, file.path, share)
      if (!answer.ok) return answer
      file.fileId = answer.data.fileId
      keep()
    }
    return null
  } finally {
    progress.delete(call.id)
  }
}

/** The input as it is sent: ids where paths stood. */
export function inputOf(call: WaitingCall): unknown {
  const ids = new Map((call.files ?? []).map(({ path, fileId }) => [path, fileId]))
  if (ids.size === 0) return call.input
  const replaced = (value: unknown): unknown => {
    if (typeof value === 'string') return ids.get(value) ?? value
    if (Array.isArray(value)) return value.map(replaced)
    if (value === null || typeof value !== 'object') return value
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, replaced(inner)]))
  }
  return replaced(call.input)
}
