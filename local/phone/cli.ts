import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { parseArgs } from 'node:util'
import { startFunctionsCloud } from './functions-cloud'
import { createPhone } from './index'

const USAGE =
  'Usage: npm run --silent phone -- --project DIR [--cloud URL | --cloudfunctions DIR] [--port P]\n' +
  '  --project         folder with project.config.json or app.json\n' +
  '  --cloud           address of a running local cloud\n' +
  '  --cloudfunctions  run the functions of this folder in a local cloud of their own\n' +
  '  --port            0, the default, picks a free one'

async function run() {
  const { values } = parseArgs({
    options: {
      project: { type: 'string' },
      cloud: { type: 'string' },
      cloudfunctions: { type: 'string' },
      port: { type: 'string', default: '0' },
    },
  })
  const port = Number(values.port)
  if (!values.project) throw new Error(`say --project DIR\n${USAGE}`)
  if (values.cloud && values.cloudfunctions)
    throw new Error(`--cloud or --cloudfunctions, not both\n${USAGE}`)
  if (!Number.isInteger(port) || port < 0 || port > 65535) throw new Error(`--port ${values.port}\n${USAGE}`)
  const log = (line: string) => process.stderr.write(`${line}\n`)
  const functions = values.cloudfunctions
    ? await startFunctionsCloud(values.cloudfunctions, values.project, log)
    : null
  const phone = await createPhone({
    projectDir: values.project,
    // the cloud's own line names its admin path; a phone wants what lies beside it
    cloudUrl: functions?.url ?? values.cloud?.replace(/\/(admin)?$/, ''),
    log,
  }).catch(async (error) => {
    await functions?.stop()
    throw error
  })
  const server = createServer((request, response) => {
    phone.handle(request, response).then(
      (answered) => answered || response.writeHead(302, { location: '/phone/' }).end(),
      () => response.writeHead(500).end(),
    )
  })
  server.on('upgrade', (request, socket, head) => phone.upgrade(request, socket, head) || socket.destroy())

  let stopping = false
  const stop = async (code: number) => {
    if (stopping) return
    stopping = true
    server.closeAllConnections()
    server.close()
    await Promise.all([phone.close(), functions?.stop()])
    process.exit(code)
  }
  process.on('SIGTERM', () => void stop(0))
  process.on('SIGINT', () => void stop(0))
  if (process.env.npm_lifecycle_event) whenOrphaned(() => void stop(0))
  server.once('error', (error) => {
    log(error.message)
    void stop(1)
  })
  server.listen(port, '127.0.0.1', () => {
    const { port: taken } = server.address() as AddressInfo
    process.stdout.write(`http://127.0.0.1:${taken}/phone/?device=phone&as=guest\n`)
  })
}

/** npm passes SIGTERM to its shell; where the signal ends there, this would run on unseen. */
function whenOrphaned(stop: () => void): void {
  const parent = process.ppid
  const watch = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(watch)
    stop()
  }, 100)
  watch.unref()
}

run().catch((error: Error) => {
  process.stderr.write(`${error.message}\n`)
  process.exit(1)
})
