import type { WebSocket } from 'ws'
import { clientError } from '../client/errors'
import { clientQuery } from '../client/query'
import type { Clock } from '../clock'
import { invalidParameter } from '../database/errors'
import { isPlainObject } from '../database/ejson'
import type { Access } from '../rules/access'
import { createSocketServer, type SocketServer } from './socket-server'
import type { Watches } from './watches'

const MAX_MESSAGE_BYTES = 100 * 1024

export type WatchSockets = SocketServer<[openid: string | undefined]>

/** The phones' door to watches: several watches share one WebSocket. The messages are in README.md. */
export function createWatchSockets(watches: Watches, access: Access, clock: Clock): WatchSockets {
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
    socket.on('close', () => {
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

  return createSocketServer(MAX_MESSAGE_BYTES, serve)
}
