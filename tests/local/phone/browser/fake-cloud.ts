import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { WebSocketServer, type WebSocket } from 'ws'

/** Just enough of a cloud for the phone's client wire: two functions, one collection, phone codes. */
export interface FakeCloud {
  url: string
  /** Openids that called, in order. */
  callers: string[]
  /** Replace the collection's documents; every watch is told. */
  setDocs(docs: object[]): void
  /** Break all watches' connections. */
  drop(): void
  /** Queries that were watched, as they came. */
  queries: unknown[]
  openWatches(): number
  close(): Promise<void>
}

const bodyOf = async (request: IncomingMessage) => {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return JSON.parse(Buffer.concat(chunks as Uint8Array[]).toString()) as {
    name: string
    data: { name?: string }
  }
}

export async function startFakeCloud(): Promise<FakeCloud> {
  let docs: object[] = [{ _id: 't1', n: 1 }]
  const watches = new Map<WebSocket, Set<number>>()
  const cloud = { callers: [] as string[], queries: [] as unknown[] }
  const server: Server = createServer((request, response) => {
    void (async () => {
      const cors = { 'access-control-allow-origin': '*', 'access-control-allow-headers': '*' }
      if (request.method === 'OPTIONS') return response.writeHead(204, cors).end()
      const openid = String(request.headers['x-wx-openid'])
      cloud.callers.push(openid)
      const body = await bodyOf(request)
      const { name, data } = body
      response.writeHead(200, { ...cors, 'content-type': 'application/json' })
      if (request.url === '/client/phone-code')
        return response.end(JSON.stringify({ code: `code-of-${openid}` }))
      if (request.url === '/client/database') {
        cloud.queries.push(body)
        return response.end(JSON.stringify({ data: docs, requestID: 'r1' }))
      }
      if (name === 'hello')
        return response.end(JSON.stringify({ result: { text: `你好${data.name}` }, requestID: 'r1' }))
      const errMsg = 'cloud.callFunction:fail Error: errCode: -504002 functions execute fail | errMsg: oh'
      return response.end(JSON.stringify({ errCode: -504002, errMsg }))
    })()
  })
  const sockets = new WebSocketServer({ server, path: '/client/watch' })
  sockets.on('connection', (socket) => {
    watches.set(socket, new Set())
    socket.on('close', () => watches.delete(socket))
    socket.on('message', (text) => {
      const message = JSON.parse(String(text)) as { id: number; type: string; query?: unknown }
      if (message.type === 'close') return watches.get(socket)?.delete(message.id)
      watches.get(socket)?.add(message.id)
      cloud.queries.push(message.query)
      return socket.send(JSON.stringify({ id: message.id, type: 'init', docs, docChanges: [] }))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    ...cloud,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    setDocs(now) {
      docs = now
      const changed = now.at(-1) as { _id: string }
      const docChanges = [
        { id: 0, queueType: 'update', dataType: 'update', docId: changed._id, doc: changed },
      ]
      for (const [socket, ids] of watches) {
        for (const id of ids) socket.send(JSON.stringify({ id, type: 'next', docs, docChanges }))
      }
    },
    drop: () => [...watches.keys()].forEach((socket) => socket.terminate()),
    openWatches: () => [...watches.values()].reduce((sum, ids) => sum + ids.size, 0),
    async close() {
      sockets.close()
      for (const socket of watches.keys()) socket.terminate()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
