import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import type { Phone } from '../phone'
import type { DeskCode, DeskPerson, DeskStory } from './data'
import { BadRequest, sendJson } from './json'
import { listenNear } from './listen'
import { loadPage, type PageFile } from './page-files'
import { deskRoutes, type CloudSeenFromDesk, type Route } from './routes'
import { refusal } from './visitor'

export type { DeskCode, DeskPerson, DeskStory } from './data'

export interface DeskOptions {
  /** Wanted; when taken the next free one is used (20 tries, then any), because a second start must not fail. */
  port: number
  title: string
  /** Mounted here, so that phones keep their storage: it belongs to this origin and port. */
  phone: Pick<Phone, 'handle' | 'upgrade'>
  /** The basePath the phone was created with. Default '/phone'. */
  phonePath?: string
  /** For the log of invocations, the clock and faults on demand. */
  cloud: CloudSeenFromDesk
  people: DeskPerson[]
  codes: DeskCode[]
  /** What to try first, shown under 说明. The desk knows nothing of the app, so the words are given. */
  stories?: DeskStory[]
  /** Names of cloud functions offered for faults even before their first call. */
  functions?: string[]
  /** openids holding left and right at first. */
  holders: [string, string]
  /** What is wrong with the code that was saved last, for the log of the cloud. */
  codeProblem?: () => string | null
  log?: (line: string) => void
}

export interface Desk {
  url: string
  port: number
  /** True when the wanted port was taken and another is used. */
  portTaken: boolean
  /** Stops serving; phone and cloud stay the caller's to close. Idempotent. */
  close(): Promise<void>
}

interface Rooms {
  page: Map<string, PageFile>
  routes: Map<string, Route>
  phone: DeskOptions['phone']
  phonePath: string
}

/**
 * Starts the page people open, on 127.0.0.1. Resolves when it answers.
 * @throws when the page does not compile, a holder is not among the people, or no port can be had.
 */
export async function startDesk(options: DeskOptions): Promise<Desk> {
  const log = options.log ?? (() => {})
  const phonePath = options.phonePath ?? '/phone'
  const { title, people, codes, holders } = options
  for (const openid of holders)
    if (!people.some((person) => person.openid === openid))
      throw new Error('desk: a holder is not among the people')

  const data = { title, phonePath, people, codes, stories: options.stories ?? [], holders }
  const rooms: Rooms = {
    page: await loadPage(),
    routes: deskRoutes(data, options.cloud, options.functions ?? [], options.codeProblem),
    phone: options.phone,
    phonePath,
  }
  const server = createServer((req, res) => {
    answer(rooms, req, res).catch((error: unknown) => answerFailure(res, error, log))
  })
  server.on('upgrade', (req, socket, head) => {
    if (refusal(req) !== null || !options.phone.upgrade(req, socket, head)) socket.destroy()
  })

  // Upgraded sockets (live reload) are no longer the HTTP server's to close, and would keep close() waiting.
  const sockets = new Set<Socket>()
  server.on('connection', (socket) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
  })

  const port = await listenNear(server, options.port)
  const portTaken = options.port !== 0 && port !== options.port
  if (portTaken)
    log(`端口 ${options.port} 已被占用，改用 ${port}。手机里存的东西按地址分开，换了端口会像新手机。`)
  let closing: Promise<void> | undefined
  return {
    url: `http://127.0.0.1:${port}/`,
    port,
    portTaken,
    close() {
      closing ??= new Promise((resolve) => {
        server.close(() => resolve())
        for (const socket of sockets) socket.destroy()
      })
      return closing
    },
  }
}

async function answer(rooms: Rooms, req: IncomingMessage, res: ServerResponse): Promise<void> {
  const refused = refusal(req)
  if (refused !== null) return sendJson(res, 403, { error: `refused: ${refused}` })
  const url = new URL(req.url ?? '/', `http://${req.headers.host}`)
  if (url.pathname === rooms.phonePath || url.pathname.startsWith(`${rooms.phonePath}/`)) {
    if (await rooms.phone.handle(req, res)) return
    return sendJson(res, 404, { error: 'not found on the phone' })
  }
  const method = req.method === 'HEAD' ? 'GET' : (req.method ?? 'GET')
  // One address, one storage: a phone opened by the name localhost would not find what it kept at 127.0.0.1.
  if (method === 'GET' && url.pathname === '/' && url.hostname === 'localhost') {
    res.writeHead(302, { location: `http://127.0.0.1${url.port ? `:${url.port}` : ''}/${url.search}` })
    return void res.end()
  }
  const route = rooms.routes.get(`${method} ${url.pathname}`)
  if (route) return route(req, res, url)
  const file = method === 'GET' ? rooms.page.get(url.pathname) : undefined
  if (!file) return sendJson(res, 404, { error: 'not found' })
  res.writeHead(200, {
    'content-type': file.type,
    'cache-control': 'no-store',
    'content-security-policy':
      "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'none'",
  })
  res.end(file.body)
}

function answerFailure(res: ServerResponse, error: unknown, log: (line: string) => void): void {
  const message = error instanceof Error ? error.message : String(error)
  if (!(error instanceof BadRequest)) log(`desk: ${message}`)
  if (res.headersSent) return void res.destroy()
  sendJson(res, error instanceof BadRequest ? 400 : 500, { error: message })
}
