import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** What a clock keeps over a restart. */
export interface KeptClock {
  /** How far it is ahead of the machine, in ms. */
  offset: number
  /** Epoch ms, or -1 while it runs. */
  frozenAt: number
}

/** @throws Error when the file is not a clock's: a cloud that silently went back in time would spoil its data */
export function readClockFile(dataDir: string): KeptClock {
  const file = fileIn(dataDir)
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return { offset: 0, frozenAt: -1 }
    throw error
  }
  let kept: Partial<KeptClock> | undefined
  try {
    kept = JSON.parse(text) as Partial<KeptClock>
  } catch {
    kept = undefined
  }
  const { offset, frozenAt } = kept ?? {}
  if (!Number.isSafeInteger(offset) || !Number.isSafeInteger(frozenAt)) {
    throw new Error(`${file} is damaged; delete it to go back to this machine's time`)
  }
  return { offset: offset!, frozenAt: frozenAt! }
}

/** Written aside and renamed: a process killed half-way leaves the old clock, not a broken one. */
export function writeClockFile(dataDir: string, kept: KeptClock): void {
  const file = fileIn(dataDir)
  writeFileSync(`${file}.new`, JSON.stringify(kept))
  renameSync(`${file}.new`, file)
}

const fileIn = (dataDir: string) => join(dataDir, 'clock.json')
