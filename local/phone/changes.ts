import { watch } from 'node:fs'

/** Editors write a file in several steps: wait this long (ms) for the last one. */
const SETTLE_MS = 60

/** Call back after files in a folder changed. @returns a function that stops it */
export function watchFolder(folder: string, changed: () => void): () => void {
  let timer: NodeJS.Timeout | undefined
  const watcher = watch(folder, { recursive: true }, (_, file) => {
    if (file?.includes('node_modules')) return
    clearTimeout(timer)
    timer = setTimeout(changed, SETTLE_MS)
  })
  watcher.on('error', () => undefined)
  return () => {
    clearTimeout(timer)
    watcher.close()
  }
}
