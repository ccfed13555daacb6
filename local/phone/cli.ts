import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { parseArgs } from 'node:util'
import { createPhone } from './index'

const USAGE = 'Usage: npm run --silent phone -- --project DIR [--cloud URL] [--port P]'

async function run() {
  const { values } = parseArgs({
    options: {
      project: { type: 'string' },
      cloud: { type: 'string' },
      port: { type: 'string', default: '0' },
    },
  })
  if (!values.project) throw new Error(USAGE)
  const phone = await createPhone({
    projectDir: values.project,
    cloudUrl: values.cloud,
    log: (line) => process.stderr.write(`${line}\n`),
  })
  const server = createServer((request, response) => {
    phone.handle(request, response).then(
      (answered) => answered || response.writeHead(302, { location: '/phone/' }).end(),
      () => response.writeHead(500).end(),
    )
  })
  server.on('upgrade', (request, socket, head) => phone.upgrade(request, socket, head) || socket.destroy())
  await new Promise<void>((resolve, reject) =>
    server.once('error', reject).listen(Number(values.port), '127.0.0.1', resolve),
  )
  process.stdout.write(
    `http://127.0.0.1:${(server.address() as AddressInfo).port}/phone/?device=phone&as=guest\n`,
  )
  const stop = async () => {
    await phone.close()
    server.closeAllConnections()
    server.close(() => process.exit(0))
  }
  process.on('SIGTERM', () => void stop())
  process.on('SIGINT', () => void stop())
}

run().catch((error: Error) => {
  process.stderr.write(`${error.message}\n`)
  process.exit(1)
})
