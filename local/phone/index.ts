import { createHash } from 'node:crypto'
import { createReadStream, existsSync, statSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import path from 'node:path'
import type { Duplex } from 'node:stream'
import { WebSocketServer, type WebSocket } from 'ws'
import type { AppPackage } from './app-package'
import { watchFolder } from './changes'
import { createCompiler } from './compiler/compile'
import { fileOnDisk } from './compiler/npm'
import { readProject } from './compiler/project'
import { contentSecurityPolicy, framePage, phonePage } from './page'
import { iconPicture } from './icons'
import { relay } from './relay'
import { bundleRuntime } from './runtime-bundle'

export interface PhoneOptions {
  /** Folder that holds project.config.json; the mini program's folder is its `miniprogramRoot`. */
  projectDir: string
  /** Address of a cloud the phone's wx.cloud speaks to; without it wx.cloud says that there is none. */
  cloudUrl?: string
  /** Path all phone pages lie under, default '/phone'. */
  basePath?: string
  log?: (line: string) => void
}

export interface Phone {
  /** Answer a request under basePath. @returns true when it answered */
  handle(request: IncomingMessage, response: ServerResponse): Promise<boolean>
  /** Take over the reload channel's WebSocket. @returns true when it was that */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): boolean
  /** The app.json of the running package, with the pages of subpackages listed. */
  appJson(): unknown
  close(): Promise<void>
}

const TYPES: Record<string, string> = {
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.gif': 'image/gif',
  '.webp': 'image/webp',
  '.svg': 'image/svg+xml',
  '.json': 'application/json',
  '.mp3': 'audio/mpeg',
  '.wav': 'audio/wav',
  '.mp4': 'video/mp4',
}

/**
 * Phones that run one mini program. Compiles it, and again whenever a file changes; every open phone then reloads.
 * Resolves when the app is compiled. Mistakes in the app's files are shown on the phone, they do not reject.
 */
export async function createPhone(options: PhoneOptions): Promise<Phone> {
  const base = (options.basePath ?? '/phone').replace(/\/$/, '')
  const log = options.log ?? (() => undefined)
  const project = readProject(options.projectDir)
  const compile = createCompiler(project)
  const [runtime, first] = await Promise.all([bundleRuntime(), compile()])
  const runtimeVersion = createHash('sha1')
    .update(runtime.script)
    .update(runtime.style)
    .digest('hex')
    .slice(0, 12)
  let pack = first
  const live = new WebSocketServer({ noServer: true })

  const say = (compiled: AppPackage) => {
    for (const line of compiled.warnings) log(`warning: ${line}`)
    for (const { file, message } of compiled.errors) log(`error: ${file}: ${message}`)
  }
  say(pack)

  let compiling = Promise.resolve()
  const stopWatching = watchFolder(project.root, () => {
    compiling = compiling.then(compileAgain).catch((error: Error) => log(`error: ${error.message}`))
  })

  async function compileAgain() {
    const before = pack.version
    pack = await compile()
    if (pack.version === before) return
    log(`compiled ${pack.version}`)
    say(pack)
    live.clients.forEach((client: WebSocket) => client.send(pack.version))
  }

  function send(
    request: IncomingMessage,
    response: ServerResponse,
    type: string,
    body: string,
    tag?: string,
  ) {
    const headers: Record<string, string> = {
      'content-type': `${type}; charset=utf-8`,
      'cache-control': 'no-cache',
    }
    if (tag) headers.etag = `"${tag}"`
    if (tag && request.headers['if-none-match'] === headers.etag) {
      response.writeHead(304, headers).end()
      return
    }
    if (type === 'text/html') headers['content-security-policy'] = contentSecurityPolicy
    response.writeHead(200, headers).end(body)
  }

  function sendAsset(appPath: string, response: ServerResponse) {
    const file = fileOnDisk(project, path.posix.normalize(appPath))
    const type = TYPES[path.extname(file).toLowerCase()]
    const inside = !path.posix.normalize(appPath).startsWith('..')
    if (!type || !inside || !existsSync(file) || !statSync(file).isFile()) {
      response.writeHead(404, { 'content-type': 'text/plain' }).end('not found')
      return
    }
    response.writeHead(200, { 'content-type': type, 'cache-control': 'no-cache' })
    createReadStream(file).pipe(response)
  }

  function sendIcon(file: string, response: ServerResponse) {
    const picture = iconPicture(file)
    if (!picture) return void response.writeHead(404).end()
    response
      .writeHead(200, { 'content-type': 'image/svg+xml', 'cache-control': 'max-age=86400' })
      .end(picture)
  }

  return {
    async handle(request, response) {
      const url = new URL(request.url ?? '/', 'http://phone')
      if (url.pathname === base) {
        response.writeHead(302, { location: `${base}/${url.search}` }).end()
        return true
      }
      if (!url.pathname.startsWith(`${base}/`)) return false
      const rest = decodeURIComponent(url.pathname.slice(base.length + 1))
      if (rest === '')
        send(
          request,
          response,
          'text/html',
          phonePage({ cloudUrl: options.cloudUrl ?? null }, runtimeVersion),
        )
      else if (rest === 'frame') send(request, response, 'text/html', framePage)
      else if (rest === 'runtime.js')
        send(request, response, 'text/javascript', runtime.script, runtimeVersion)
      else if (rest === 'runtime.css') send(request, response, 'text/css', runtime.style, runtimeVersion)
      else if (rest === 'app-package.json')
        send(request, response, 'application/json', JSON.stringify(pack), pack.version)
      else if (rest === 'relay') relay(request, response, url.searchParams.get('url'))
      else if (rest.startsWith('icons/')) sendIcon(rest.slice(6), response)
      else if (rest.startsWith('app/')) sendAsset(rest.slice(4), response)
      else response.writeHead(404, { 'content-type': 'text/plain' }).end('not found')
      return true
    },
    upgrade(request, socket, head) {
      if (new URL(request.url ?? '/', 'http://phone').pathname !== `${base}/live`) return false
      live.handleUpgrade(request, socket, head, (client) => client.send(pack.version))
      return true
    },
    appJson: () => pack.app,
    async close() {
      stopWatching()
      await compiling
      for (const client of live.clients) client.terminate()
      live.close()
    },
  }
}
