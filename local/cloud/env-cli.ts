import { parseArgs } from 'node:util'
import { addressEnvironment, callerEnvironment } from './environment'
import { runningUrl } from './running'

const USAGE = 'usage: npm run --silent cloud:env -- (--url URL | --data DIR) [--as OPENID] [--export]'

/** What a running local cloud says of itself and, for one caller, of his token. */
interface Identity {
  envId: string
  appId: string
  secretId: string
  secretKey: string
  token: string
}

/** Prints the variables with which any Node process uses the real SDKs against a running local cloud. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      url: { type: 'string' },
      data: { type: 'string' },
      as: { type: 'string' },
      export: { type: 'boolean' },
    },
  })
  if (!values.url && !values.data) throw new Error(USAGE)
  const adminUrl = `${runningUrl(values)}/admin`
  const query = values.as ? `?openid=${encodeURIComponent(values.as)}` : ''
  const response = await fetch(`${adminUrl}/identity${query}`).catch((error: Error) => error)
  if (response instanceof Error || !response.ok) throw new Error(`no local cloud answers at ${adminUrl}`)
  const { token, ...identity } = (await response.json()) as Identity
  const cloud = { adminUrl, ...identity }
  const all = { ...addressEnvironment(cloud), ...callerEnvironment(cloud, { token, openid: values.as }) }
  for (const [name, value] of Object.entries(all)) {
    console.log(values.export ? `export ${name}=${quoted(value)}` : `${name}=${value}`)
  }
}

const quoted = (value: string) => `'${value.replaceAll("'", `'\\''`)}'`

main().catch((error: Error) => {
  console.error(error.message)
  process.exit(1)
})
