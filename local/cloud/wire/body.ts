import busboy from 'busboy'
import type { IncomingMessage } from 'node:http'
import { PlatformError } from '../platform-error'

export interface Body {
  /** JSON fields, or the text parts of a form. */
  fields: Record<string, unknown>
  /** Binary parts of a form, by name. */
  files: Record<string, Uint8Array>
}

const tooLarge = (limit: number) =>
  new PlatformError('EXCEED_MAX_PAYLOAD_SIZE', `request data is larger than ${Math.floor(limit / 1024)} KB`)

/**
 * Reads a request's body, JSON or multipart form.
 * @throws PlatformError when it is over `limit` bytes or cannot be read
 */
export async function readBody(request: IncomingMessage, limit: number): Promise<Body> {
  const type = request.headers['content-type'] ?? ''
  if (type.startsWith('multipart/form-data')) return readForm(request, limit)
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length
    // Read to the end even when it is too much: a caller whose upload is cut sees a network error instead.
    if (size <= limit) chunks.push(chunk)
  }
  if (size > limit) throw tooLarge(limit)
  return { fields: parse(decode(joined(chunks))), files: {} }
}

const utf8 = new TextDecoder('utf-8', { fatal: true })

/** Anything but UTF-8 would be stored as question marks. */
function decode(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes)
  } catch {
    throw new PlatformError('INVALID_PARAM', 'request body is not UTF-8')
  }
}

function parse(text: string): Record<string, unknown> {
  let value: unknown
  try {
    value = JSON.parse(text || '{}')
  } catch (error) {
    throw new PlatformError('INVALID_PARAM', `request body is not JSON: ${(error as Error).message}`)
  }
  if (value === null || typeof value !== 'object' || Array.isArray(value)) {
    throw new PlatformError('INVALID_PARAM', 'request body must be a JSON object')
  }
  return value as Record<string, unknown>
}

function readForm(request: IncomingMessage, limit: number): Promise<Body> {
  return new Promise((resolve, reject) => {
    const body: Body = { fields: {}, files: {} }
    const refuse = (error: Error) => reject(new PlatformError('INVALID_PARAM', `form: ${error.message}`))
    let form: busboy.Busboy
    try {
      form = busboy({ headers: request.headers, limits: { fileSize: limit, fieldSize: limit } })
    } catch (error) {
      return refuse(error as Error)
    }
    form.on('field', (name, value, info) => {
      if (info.valueTruncated) return reject(tooLarge(limit))
      body.fields[name] = value
    })
    form.on('file', (name, stream) => {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('limit', () => reject(tooLarge(limit)))
      stream.on('end', () => {
        body.files[name] = joined(chunks)
      })
    })
    form.on('error', (error) => refuse(error as Error))
    form.on('close', () => resolve(body))
    request.on('error', refuse) // cut off on its way: the form would wait for its end for ever
    request.pipe(form)
  })
}

function joined(chunks: Buffer[]): Uint8Array {
  const whole = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0))
  let at = 0
  for (const chunk of chunks) {
    whole.set(new Uint8Array(chunk.buffer, chunk.byteOffset, chunk.length), at)
    at += chunk.length
  }
  return whole
}
