/** The whole district as `npm start` runs it, in a process of its own with its data in a temporary folder. */
import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

const root = resolve(__dirname, '../..')

export interface District {
  url: string
  port: number
  dataDir: string
  /** Everything it printed so far. */
  printed(): string
  /** Ctrl-C (SIGINT) or the hardest stop there is (SIGKILL); resolves when the process is gone. */
  stop(signal: 'SIGINT' | 'SIGKILL'): Promise<void>
}

export function aDataFolder(): { dataDir: string; remove(): void } {
  const dataDir = mkdtempSync(join(tmpdir(), 'qsj-data-'))
  return { dataDir, remove: () => rmSync(dataDir, { recursive: true, force: true }) }
}

/** Starts it and resolves with the one address it prints. `port` 0 picks a free one. */
export async function startDistrict(dataDir: string, port = 0): Promise<District> {
  const child = spawn(process.execPath, ['scripts/start.mjs'], {
    cwd: root,
    env: { ...process.env, QSJ_DATA: dataDir, PORT: String(port) },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true, // a process group of its own: see `clearAway`
  })
  let printed = ''
  const url = await new Promise<string>((resolveUrl, reject) => {
    const read = (chunk: Buffer) => {
      printed += chunk.toString()
      const found = /在浏览器打开：(http:\/\/\S+)/.exec(printed)
      if (found) resolveUrl(found[1]!)
    }
    child.stdout!.on('data', read)
    child.stderr!.on('data', read)
    child.on('exit', (code) => {
      clearAway(child)
      reject(new Error(`it ended with ${code} before it was ready:\n${printed}`))
    })
  })
  return {
    url,
    port: Number(new URL(url).port),
    dataDir,
    printed: () => printed,
    stop: (signal) => ended(child, signal),
  }
}

function ended(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  return new Promise((resolveEnd) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolveEnd()
    child.once('exit', () => {
      clearAway(child)
      resolveEnd()
    })
    child.kill(signal)
  })
}

/** A compiler that a killed start leaves behind holds our pipes open for as long as it lives, and jest would wait for it. */
function clearAway(child: ChildProcess) {
  child.stdout!.destroy()
  child.stderr!.destroy()
  try {
    process.kill(-child.pid!, 'SIGKILL')
  } catch {
    // nothing was left behind
  }
}
