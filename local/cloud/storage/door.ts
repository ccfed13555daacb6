import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { extname } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { Clock } from '../clock'
import { PlatformError } from '../platform-error'
import type { Bucket } from './bucket'
import { BucketRefusal } from './errors'
import type { Links } from './links'
import { checkPath } from './names'

/** The bucket's own HTTP: bytes in by ticket, bytes out by signed link. Errors are XML. */
export interface BucketDoor {
  /** @param pathname percent-encoded, behind the door's address, without a slash in front */
  answer(
    request: IncomingMessage,
    response: ServerResponse,
    pathname: string,
    query: URLSearchParams,
  ): Promise<void>
}

/** What the ending of a name says, since the server SDKs send no content type. */
const TYPES: Record<string, string> = {
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.gif': 'image/gif',
  '.webp': 'image/webp',
  '.svg': 'image/svg+xml',
  '.mp4': 'video/mp4',
  '.mp3': 'audio/mpeg',
  '.pdf': 'application/pdf',
  '.json': 'application/json',
  '.csv': 'text/csv; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
}

export function createBucketDoor(bucket: Bucket, links: Links, clock: Clock): BucketDoor {
  const keep = async (request: IncomingMessage, path: string) => {
    const { owner, limit } = links.checkTicket(request.headers.authorization ?? '', path, clock.now())
    const contentType = TYPES[extname(path).toLowerCase()] ?? 'application/octet-stream'
    await bucket.put({ path, contentType, owner, at: clock.now() }, request, limit)
  }
  return {
    async answer(request, response, pathname, query) {
      try {
        const path = readPath(pathname)
        if (request.method === 'PUT') {
          await keep(request, path)
          return void response.writeHead(200).end()
        }
        if (request.method !== 'GET' && request.method !== 'HEAD') {
          throw new BucketRefusal(405, 'MethodNotAllowed', `${request.method} is not allowed here`)
        }
        links.checkRead(path, query, clock.now())
        const file = bucket.find(path)
        const bytes = request.method === 'GET' ? bucket.read(path) : undefined
        if (!file) throw new BucketRefusal(404, 'NoSuchKey', 'The specified key does not exist.')
        response.writeHead(200, {
          'Content-Type': file.contentType,
          'Content-Length': file.size,
          'Last-Modified': new Date(file.at).toUTCString(),
          // A stored page must not act as one of this machine's own.
          'Content-Security-Policy': "sandbox; default-src 'none'; style-src 'unsafe-inline'",
          'X-Content-Type-Options': 'nosniff',
        })
        if (bytes) await pipeline(bytes, response)
        else response.end()
      } catch (error) {
        refuse(request, response, error)
      }
    },
  }
}

function readPath(pathname: string): string {
  try {
    return checkPath(decodeURIComponent(pathname))
  } catch (error) {
    const message = error instanceof PlatformError ? error.message : 'the path is not percent-encoded UTF-8'
    throw new BucketRefusal(400, 'InvalidURI', message)
  }
}

function refuse(request: IncomingMessage, response: ServerResponse, error: unknown): void {
  if (request.destroyed && !request.complete) return // the caller went away in the middle
  if (response.headersSent) return void response.destroy()
  const { status, code, message } =
    error instanceof BucketRefusal
      ? error
      : { status: 500, code: 'InternalError', message: String((error as Error).stack) }
  request.resume() // an upload that is not wanted is read to its end, else its sender sees a broken connection
  const parts = {
    Code: code,
    Message: message,
    Resource: request.url ?? '',
    RequestId: randomUUID(),
    TraceId: randomUUID(),
  }
  const inner = Object.entries(parts).map(([name, text]) => `<${name}>${escaped(text)}</${name}>`)
  response.writeHead(status, { 'Content-Type': 'application/xml' })
  response.end(`<?xml version='1.0' encoding='utf-8' ?>\n<Error>\n${inner.join('\n')}\n</Error>\n`)
}

const escaped = (text: string) => text.replace(/[<>&]/g, (sign) => `&#${sign.charCodeAt(0)};`)
