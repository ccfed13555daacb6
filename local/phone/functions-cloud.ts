import { spawn, type ChildProcess } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { watchFolder } from './changes'

/** The cloud is a program of its own that the phone only knows by its address; this is where it lies here. */
const CLOUD = path.join(__dirname, '../cloud/cli.ts')
/** Where a function finds wx-server-sdk when its own folder has no node_modules: the platform installs it, too. */
const PACKAGES = path.join(__dirname, '../../node_modules')

const OWN = 'doc._openid == auth.openid'

export interface FunctionsCloud {
  url: string
  stop(): Promise<void>
}

const sourcesIn = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const file = path.join(folder, entry.name)
    if (entry.isDirectory())
      return /^(node_modules|miniprogram_npm|\.)/.test(entry.name) ? [] : sourcesIn(file)
    return /\.(js|ts)$/.test(entry.name) ? [file] : []
  })

/**
 * Collections the app's sources name. On the platform someone makes them by hand; a stranger's laptop has nobody. What
 * a function makes itself by createCollection() is left to it: found there already, it would take its first run for
 * its second.
 */
export function collectionsNamedIn(folders: string[]): string[] {
  const sources = folders.flatMap(sourcesIn).map((file) => readFileSync(file, 'utf8'))
  const named = (call: string) => {
    const pattern = new RegExp(`\\.${call}\\(\\s*(["'\`])([\\w-]+)\\1\\s*\\)`, 'g')
    return sources.flatMap((source) => [...source.matchAll(pattern)].map((match) => match[2] ?? ''))
  }
  const made = new Set(named('createCollection'))
  return [...new Set(named('collection'))].filter((name) => !made.has(name)).sort()
}

/** What phones may do: read all and write what is their own, of documents and files; the platform's second choice of four. */
function writeConfig(folder: string, collections: string[]) {
  const rules = Object.fromEntries(collections.map((name) => [name, { rule: { read: true, write: OWN } }]))
  writeFileSync(path.join(folder, 'collections.json'), JSON.stringify(rules))
  writeFileSync(path.join(folder, 'storage.json'), JSON.stringify({ acl: 'READONLY' }))
}

/**
 * Run an app's cloud functions in a local cloud; it starts again, with its data, when one of their files changes.
 * @param functionsDir one folder each with index.js
 * @param projectDir sources in which collections are looked for
 * @throws Error when the folder is missing or the cloud does not start
 */
export async function startFunctionsCloud(
  functionsDir: string,
  projectDir: string,
  log: (line: string) => void,
): Promise<FunctionsCloud> {
  if (!existsSync(functionsDir)) throw new Error(`--cloudfunctions: no folder ${functionsDir}`)
  const folder = mkdtempSync(path.join(tmpdir(), 'phone-cloud-'))
  const functions = path.resolve(functionsDir)
  let running = await start(0)
  const port = Number(new URL(running.url).port)
  let turn = Promise.resolve()
  const stopWatching = watchFolder(functions, () => {
    turn = turn
      .then(async () => {
        await end(running.process)
        running = await start(port)
        log('cloud functions changed: the cloud has started again')
      })
      .catch((error: Error) => log(`error: ${error.message}`))
  })

  function start(wanted: number): Promise<{ url: string; process: ChildProcess }> {
    writeConfig(folder, collectionsNamedIn([functions, path.resolve(projectDir)]))
    const options = ['--data', path.join(folder, 'data'), '--config', folder, '--functions', functions]
    const child = spawn(process.execPath, ['--import', 'tsx', CLOUD, ...options, '--port', String(wanted)], {
      cwd: path.dirname(PACKAGES),
      env: {
        ...process.env,
        NODE_PATH: [process.env.NODE_PATH, PACKAGES].filter(Boolean).join(path.delimiter),
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    createInterface({ input: child.stderr }).on('line', log)
    return new Promise((resolve, reject) => {
      createInterface({ input: child.stdout }).once('line', (line) => {
        const { url } = JSON.parse(line) as { url: string }
        resolve({ url: new URL(url).origin, process: child })
      })
      child.once('exit', (code) => reject(new Error(`the local cloud ended with code ${code}`)))
    })
  }

  const end = (child: ChildProcess) =>
    new Promise<void>((resolve) => {
      if (child.exitCode !== null) return resolve()
      child.once('exit', () => resolve())
      child.kill('SIGTERM')
    })

  return {
    url: running.url,
    async stop() {
      stopWatching()
      await turn
      await end(running.process)
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
