import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocketServer, type WebSocket } from 'ws'
import { clientError } from '../client/errors'
import { clientQuery } from '../client/query'
import type { Clock } from '../clock'
import { invalidParameter } from '../database/errors'
import { isPlainObject } from '../database/ejson'
import type { Access } from '../rules/access'
import type { Watches } from './watches'

const HEARTBEAT_MS = 15_000
const MAX_MESSAGE_BYTES = 100 * 1024

export interface WatchSockets {
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer, openid: string | undefined): void
  close(): void
}

/** The phones' door to watches: several watches share one WebSocket. The messages are in README.md. */
export function createWatchSockets(watches: Watches, access: Access, clock: Clock): WatchSockets {
  const server = new WebSocketServer({ noServer: true, maxPayload: MAX_MESSAGE_BYTES })
  const silent = new Set<WebSocket>()
  // A phone that vanished without a goodbye would keep its watches for ever.
  const heartbeat = setInterval(() => {
    for (const socket of server.clients) {
      if (silent.has(socket)) socket.terminate()
      silent.add(socket)
      socket.ping()
    }
  }, HEARTBEAT_MS)
  heartbeat.unref()

  const serve = (socket: WebSocket, openid: string | undefined) => {
    const open = new Map<string | number, () => void>()
    // Plain JSON: dates arrive as ISO text, as the platform's own watch sends them.
    const send = (message: object) => {
      if (socket.readyState === socket.OPEN) socket.send(JSON.stringify(message))
    }
    const fail = (id: unknown, error: unknown) => {
      send({ id, type: 'error', ...clientError('collection.watch', error) })
    }
    const close = (id: string | number) => {
      open.get(id)?.()
      open.delete(id)
    }
    socket.on('pong', () => silent.delete(socket))
    socket.on('error', () => socket.terminate())
    socket.on('close', () => {
      silent.delete(socket)
      for (const id of [...open.keys()]) close(id)
    })
    socket.on('message', (data) => {
      let id: unknown
      try {
        const message: unknown = JSON.parse(String(data))
        if (!isPlainObject(message)) throw invalidParameter('message must be an object')
        id = message.id
        if (typeof id !== 'string' && typeof id !== 'number') throw invalidParameter('message needs an id')
        if (message.type === 'close') return close(id)
        if (message.type !== 'watch') throw invalidParameter(`unknown message type ${String(message.type)}`)
        close(id)
        const query = clientQuery(message, openid, access, clock.now())
        const watchId = id
        const stop = watches.open(query, {
          snapshot: (snapshot) => send({ id: watchId, ...snapshot }),
          failed: (error) => (open.delete(watchId), fail(watchId, error)),
        })
        open.set(watchId, stop)
      } catch (error) {
        fail(id, error instanceof SyntaxError ? invalidParameter('message is not JSON') : error)
      }
    })
  }

  return {
    upgrade(request, socket, head, openid) {
      server.handleUpgrade(request, socket, head, (webSocket) => serve(webSocket, openid))
    },
    close() {
      clearInterval(heartbeat)
      for (const socket of server.clients) socket.terminate()
      server.close()
    },
  }
}
