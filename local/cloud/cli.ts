import { parseArgs } from 'node:util'
import { startCloud } from './index'

const USAGE =
  'usage: npm run --silent cloud -- (--data DIR | --memory) [--port P] [--config DIR] [--functions DIR] [--app APP.JSON] ' +
  '[--duplicate-key request-failed|duplicate-write] [--nested-openid kept|absent]'

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      data: { type: 'string' },
      memory: { type: 'boolean' },
      port: { type: 'string' },
      config: { type: 'string' },
      functions: { type: 'string' },
      app: { type: 'string' },
      'duplicate-key': { type: 'string', default: 'request-failed' },
      'nested-openid': { type: 'string', default: 'kept' },
    },
  })
  const port = Number(values.port ?? 0)
  if (!values.data === !values.memory) throw new Error(`say --data DIR or --memory\n${USAGE}`)
  if (!Number.isInteger(port) || port < 0 || port > 65535) throw new Error(`--port ${values.port}\n${USAGE}`)
  const duplicateKey = values['duplicate-key']
  if (duplicateKey !== 'request-failed' && duplicateKey !== 'duplicate-write') {
    throw new Error(`--duplicate-key ${duplicateKey}\n${USAGE}`)
  }
  const nestedOpenid = values['nested-openid']
  if (nestedOpenid !== 'kept' && nestedOpenid !== 'absent') {
    throw new Error(`--nested-openid ${nestedOpenid}\n${USAGE}`)
  }
  const cloud = await startCloud({
    nestedOpenid,
    duplicateKey,
    dataDir: values.data,
    port,
    configDir: values.config,
    functionsDir: values.functions,
    appJson: values.app,
    log: (line) => console.error(line),
  })
  const stop = () => void cloud.stop().then(() => process.exit(0))
  process.once('SIGTERM', stop)
  process.once('SIGINT', stop)
  if (process.env.npm_lifecycle_event) whenOrphaned(stop)
  const { adminUrl, envId, secretId, secretKey } = cloud
  console.log(JSON.stringify({ url: adminUrl, envId, secretId, secretKey }))
}

/** npm passes SIGTERM to its shell; where that is dash the signal ends there, and this would run on unseen. */
function whenOrphaned(stop: () => void): void {
  const parent = process.ppid
  const watch = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(watch)
    stop()
  }, 100)
  watch.unref()
}

main().catch((error: Error) => {
  console.error(error.message)
  process.exit(1)
})
