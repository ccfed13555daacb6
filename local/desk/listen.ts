import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'

const TRIES = 20

/**
 * Listens on 127.0.0.1 at the wanted port, else at the next free one of the 20 after it, else wherever the
 * system likes. Resolves to the port taken; rejects on any error other than a port in use or not permitted.
 */
export async function listenNear(server: Server, wanted: number): Promise<number> {
  const candidates = wanted === 0 ? [0] : [...portsFrom(wanted), 0]
  for (const port of candidates) {
    if (await listens(server, port)) return (server.address() as AddressInfo).port
  }
  throw new Error('desk: no free port on 127.0.0.1')
}

function portsFrom(first: number): number[] {
  return Array.from({ length: TRIES + 1 }, (_, step) => first + step).filter((port) => port <= 65535)
}

function listens(server: Server, port: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const failed = (error: NodeJS.ErrnoException) => {
      server.off('listening', succeeded)
      if (error.code === 'EADDRINUSE' || error.code === 'EACCES') resolve(false)
      else reject(error)
    }
    const succeeded = () => {
      server.off('error', failed)
      resolve(true)
    }
    server.once('error', failed)
    server.once('listening', succeeded)
    server.listen(port, '127.0.0.1')
  })
}
