import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocketServer, type WebSocket } from 'ws'

const HEARTBEAT_MS = 15_000

/** Context: what the door knows of a socket before it opens. */
export interface SocketServer<Context extends unknown[]> {
  upgrade(request: IncomingMessage, stream: Duplex, head: Buffer, ...context: Context): void
  close(): void
}

/** WebSockets, each handed to `serve` when it opens. @param maxBytes of one message; a larger one ends its socket */
export function createSocketServer<Context extends unknown[]>(
  maxBytes: number,
  serve: (socket: WebSocket, ...context: Context) => void,
): SocketServer<Context> {
  const server = new WebSocketServer({ noServer: true, maxPayload: maxBytes })
  const silent = new Set<WebSocket>()
  // Whoever vanished without a goodbye would keep its watches for ever.
  const heartbeat = setInterval(() => {
    for (const socket of server.clients) {
      if (silent.has(socket)) socket.terminate()
      silent.add(socket)
      socket.ping()
    }
  }, HEARTBEAT_MS)
  heartbeat.unref()

  return {
    upgrade(request, stream, head, ...context) {
      server.handleUpgrade(request, stream, head, (socket) => {
        socket.on('pong', () => silent.delete(socket))
        socket.on('error', () => socket.terminate())
        socket.on('close', () => silent.delete(socket))
        serve(socket, ...context)
      })
    },
    close() {
      clearInterval(heartbeat)
      for (const socket of server.clients) socket.terminate()
      server.close()
    },
  }
}
