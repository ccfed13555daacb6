import type { IncomingMessage, ServerResponse } from 'node:http'

const LARGEST_BODY = 64 * 1024

/** The caller's mistake: answered with 400 and this sentence. */
export class BadRequest extends Error {}

/** Answers with JSON that no cache keeps: everything the desk tells is about this moment. */
export function sendJson(res: ServerResponse, status: number, body: unknown): void {
  res.writeHead(status, { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' })
  res.end(JSON.stringify(body))
}

/** Reads a JSON object of at most 64 KB. @throws {BadRequest} when it is larger, no JSON, or no object. */
export async function readJson(req: IncomingMessage): Promise<Record<string, unknown>> {
  let text = ''
  req.setEncoding('utf8')
  for await (const chunk of req) {
    text += chunk
    if (text.length > LARGEST_BODY) throw new BadRequest('body: too large')
  }
  let body: unknown
  try {
    body = JSON.parse(text)
  } catch {
    throw new BadRequest('body: not JSON')
  }
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    throw new BadRequest('body: an object expected')
  return body as Record<string, unknown>
}
