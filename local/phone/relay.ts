import { request as ask, type IncomingMessage, type ServerResponse } from 'node:http'

const LOCAL = /^(localhost|127\.0\.0\.1)$/
/** Headers that speak of the connection to this server, not of the app's request. */
const OWN = new Set(['host', 'connection', 'origin', 'referer', 'cookie', 'accept-encoding'])

/**
 * Pass an app's request on to a server of this machine. A mini program's requests know no cross-origin rules, a
 * browser's do; so they come here first, and only those to this machine go on. What a server says in `set-cookie`
 * comes as `x-relay-cookies`, since a browser would keep it to itself.
 */
export function relay(request: IncomingMessage, response: ServerResponse, target: string | null) {
  let url: URL
  try {
    url = new URL(target ?? '')
  } catch {
    return void response.writeHead(400).end()
  }
  if (url.protocol !== 'http:' || !LOCAL.test(url.hostname)) return void response.writeHead(403).end()
  const headers = Object.fromEntries(Object.entries(request.headers).filter(([name]) => !OWN.has(name)))
  const outside = ask(url, { method: request.method, headers }, (answer) => {
    const { 'set-cookie': cookies, ...rest } = answer.headers
    const kept = cookies ? { 'x-relay-cookies': encodeURIComponent(JSON.stringify(cookies)) } : {}
    response.writeHead(answer.statusCode ?? 502, { ...rest, ...kept })
    answer.pipe(response)
  })
  // 'relay: unreachable' lets the phone tell a server that is not there from one that answers 502
  outside.on('error', () => {
    if (!response.headersSent) response.writeHead(502, { 'x-relay': 'unreachable' })
    response.end()
  })
  response.on('close', () => outside.destroy())
  request.pipe(outside)
}
