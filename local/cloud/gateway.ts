import { randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import { callOverHttp, channelOverHttp, deliveriesOverHttp, openApiOverHttp } from './channels/switches'
import { snapshotOverHttp } from './archive/snapshot'
import type { ClientDoor } from './client/door'
import { clockOverHttp } from './clock-over-http'
import { costsOverHttp } from './cost/over-http'
import { ConnectionDropped } from './faults/connection-dropped'
import { faultsOverHttp } from './faults/over-http'
import { PlatformError } from './platform-error'
import { SDK_WATCH_PATH } from './realtime/sdk-socket'
import { STORAGE_PATH } from './storage'
import type { BucketDoor } from './storage/door'
import { answerAdmin, type AdminServices } from './wire/admin'
import { readBody } from './wire/body'
import type { DatabaseRequest } from './wire/request-log'

const ADMIN_LIMIT = 20 * 1024 * 1024
const CONTROL_LIMIT = 64 * 1024

/** One HTTP request on its way through the steps. */
interface Call {
  request: IncomingMessage
  response: ServerResponse
  url: URL
  services: AdminServices
  client: ClientDoor
  bucket: BucketDoor
}
/** @returns true when the call is answered and no later step sees it */
type Step = (call: Call) => Promise<boolean> | boolean

/** The way every request walks, in order. */
const STEPS: Step[] = [
  refuseForeignPages,
  answerPreflight,
  adminDoor,
  adminLookIn,
  controlDoor,
  bucketDoor,
  channelDoor,
  clientDoor,
  notHere,
]

export interface Gateway {
  url: string
  close(): Promise<void>
}

/** Listens on 127.0.0.1 only. `port` 0 picks a free one. */
export async function startGateway(
  port: number,
  services: AdminServices,
  client: ClientDoor,
  bucket: BucketDoor,
): Promise<Gateway> {
  const server = createServer((request, response) => {
    const url = urlOf(request)
    if (!url) return json(response, 400, { message: 'the address cannot be read' })
    void walk({ request, response, url, services, client, bucket })
  })
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const url = urlOf(request)
    if (!url || !isLocal(request)) socket.destroy()
    else if (url.pathname === SDK_WATCH_PATH) services.sdkWatches.upgrade(request, socket, head)
    else if (url.pathname !== '/client/watch') socket.destroy()
    else client.watch(request, socket, head, url.searchParams.get('openid') || undefined)
  })
  await listen(server, port)
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/** undefined for what is no address, e.g. `GET http://[`. */
function urlOf({ url = '/' }: IncomingMessage): URL | undefined {
  const whole = url.startsWith('/') ? `http://localhost${url}` : url
  return URL.canParse(whole) ? new URL(whole) : undefined
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => (server.off('error', reject), resolve()))
  })
}

async function walk(call: Call): Promise<void> {
  try {
    for (const step of STEPS) if (await step(call)) return
  } catch (error) {
    if (error instanceof ConnectionDropped) call.response.destroy()
    else if (!call.response.headersSent) json(call.response, 500, { message: String((error as Error).stack) })
  }
}

/** Pages from elsewhere must not reach a developer's cloud through his browser, nor by a borrowed host name. */
function refuseForeignPages({ request, response }: Call): boolean {
  if (isLocal(request)) return false
  json(response, 403, { message: 'only pages of this machine may call the local cloud' })
  return true
}

function isLocal({ headers }: IncomingMessage): boolean {
  const local = (host: string) => /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/.test(host)
  const { origin, host } = headers
  return (
    local(host ?? '') &&
    (!origin || (/^https?:\/\//.test(origin) && local(origin.replace(/^https?:\/\//, ''))))
  )
}

function answerPreflight({ request, response }: Call): boolean {
  const { origin } = request.headers
  // Also without one: a picture that a page has shown stands in the browser's cache, and must not answer for its download.
  response.setHeader('Vary', 'Origin')
  if (origin) {
    response.setHeader('Access-Control-Allow-Origin', origin)
    response.setHeader('Access-Control-Allow-Headers', 'content-type, x-wx-openid, authorization')
    response.setHeader('Access-Control-Allow-Methods', 'GET, POST, PUT')
    response.setHeader('Access-Control-Max-Age', '600')
  }
  if (request.method !== 'OPTIONS') return false
  response.writeHead(204).end()
  return true
}

/** The server SDKs: always HTTP 200, errors as {code, message}. */
async function adminDoor({ request, response, url, services }: Call): Promise<boolean> {
  if (url.pathname !== '/admin' || request.method !== 'POST') return false
  const requestId = randomUUID()
  try {
    const body = await readBody(request, ADMIN_LIMIT)
    // "<who called the caller>,scf"; a program that is no function has nobody before it.
    const source = String(request.headers['x-tcb-source'] ?? 'scf').replace(/^(undefined)?,/, '')
    const gone = new AbortController()
    response.once('close', () => gone.abort())
    const reply = await answerAdmin(services, body, source, gone.signal)
    if ('json' in reply) {
      if (reply.cost) response.setHeader('X-Database-Cost', costHeader(reply.cost))
      const bytes = json(response, 200, { requestId, ...reply.json })
      if (reply.invocation) reply.invocation.bytesFromDatabase += bytes
    }
    // Any type but exactly JSON's: the SDK would take that for an error.
    else response.writeHead(200, { 'Content-Type': 'application/octet-stream' }).end(reply.bytes)
  } catch (error) {
    if (error instanceof ConnectionDropped) throw error
    const { code, message } =
      error instanceof PlatformError ? error : { code: 'SYS_ERR', message: String((error as Error).stack) }
    json(response, 200, { requestId, code, message })
  }
  return true
}

/** For people and tools on this machine: what a request cost, and who this cloud is. */
function adminLookIn({ request, response, url, services }: Call): boolean {
  if (request.method !== 'GET') return false
  if (url.pathname === '/admin/requests') json(response, 200, services.requestLog.list())
  else if (url.pathname === '/admin/invocations') json(response, 200, services.functions.invocations())
  else if (url.pathname === '/admin/identity') {
    json(response, 200, services.identityFor(url.searchParams.get('openid') ?? undefined))
  } else return false
  return true
}

type Control = (services: AdminServices, method: string, body: Record<string, unknown>) => unknown

/** What the shell and tests in other processes may turn. */
const CONTROLS: Record<string, Control> = {
  '/admin/clock': clockOverHttp,
  '/admin/costs': ({ meter }, method) => costsOverHttp(meter, method),
  '/admin/snapshot': ({ dataDir }, method) => snapshotOverHttp(dataDir, method),
  '/admin/deliveries': ({ wechat }, method, body) => deliveriesOverHttp(wechat, method, body),
  '/admin/open-api': ({ wechat }, method, body) => openApiOverHttp(wechat, method, body),
  '/admin/channel': ({ wechat }, method, body) => channelOverHttp(wechat, method, body),
  '/admin/call': ({ wechat }, method, body) => callOverHttp(wechat, method, body),
  '/admin/faults': ({ faults }, method, body) => faultsOverHttp(faults, method, body),
}

async function controlDoor({ request, response, url, services }: Call): Promise<boolean> {
  const control = Object.hasOwn(CONTROLS, url.pathname) ? CONTROLS[url.pathname] : undefined
  if (!control) return false
  const { method = 'GET' } = request
  try {
    const { fields } = method === 'POST' ? await readBody(request, CONTROL_LIMIT) : { fields: {} }
    json(response, 200, (await control(services, method, fields)) as object)
  } catch (error) {
    if (!(error instanceof PlatformError)) throw error
    json(response, 400, { code: error.code, message: error.message })
  }
  return true
}

/** SMS, calls and the group robot, as their own services would be reached. */
async function channelDoor({ request, response, url, services }: Call): Promise<boolean> {
  try {
    const answer = await services.wechat.channelDoor.answer(request, url)
    if (answer) json(response, answer.status, answer.body)
    return answer !== undefined
  } catch (error) {
    if (!(error instanceof PlatformError)) throw error
    json(response, 400, { code: error.code, message: error.message })
    return true
  }
}

/** ASCII only: a header cannot carry Chinese field names as they are. */
const costHeader = ({ examined, indexes, scans, ms }: DatabaseRequest) =>
  JSON.stringify({ examined, indexes, scans, ms }).replace(
    /[^ -~]/g,
    (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )

/** Bytes of stored files, by ticket or signed link. */
async function bucketDoor({ request, response, url, bucket }: Call): Promise<boolean> {
  const prefix = `${STORAGE_PATH}/`
  if (!url.pathname.startsWith(prefix)) return false
  await bucket.answer(request, response, url.pathname.slice(prefix.length), url.searchParams)
  return true
}

/** The phone. */
async function clientDoor({ request, response, url, client }: Call): Promise<boolean> {
  if (request.method !== 'POST') return false
  const answer = await client.answer(url.pathname, request)
  if (!answer) return false
  json(response, 200, answer)
  return true
}

function notHere({ response, url }: Call): boolean {
  json(response, 404, { message: `nothing at ${url.pathname}` })
  return true
}

/** @returns the bytes of the body */
function json(response: ServerResponse, status: number, body: object): number {
  const bytes = Buffer.from(JSON.stringify(body))
  response.writeHead(status, { 'Content-Type': 'application/json; charset=utf-8' }).end(bytes)
  return bytes.length
}
