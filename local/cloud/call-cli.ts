import { parseArgs } from 'node:util'
import { runningUrl } from './running'

const USAGE = "usage: npm run --silent call -- FUNCTION ['JSON'] [--as OPENID] [--url URL | --data DIR]"

/**
 * Calls a function of a running local cloud as a phone would, and prints its result as one line of JSON. When it
 * fails: the errMsg a phone sees, on stderr, and exit code 1.
 */
async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { as: { type: 'string' }, url: { type: 'string' }, data: { type: 'string' } },
  })
  const [name, text = '{}'] = positionals
  if (!name || positionals.length > 2) throw new Error(USAGE)
  const url = `${runningUrl(values)}/client/function`
  const headers = { 'content-type': 'application/json', ...(values.as ? { 'x-wx-openid': values.as } : {}) }
  const body = JSON.stringify({ name, data: readData(text) })
  const response = await fetch(url, { method: 'POST', headers, body }).catch((error: Error) => {
    const { code } = (error.cause ?? {}) as { code?: string }
    throw new Error(
      code === 'ECONNREFUSED' ? `no local cloud answers at ${url}` : `errCode -1: the connection was dropped`,
    )
  })
  const answer = (await response.json()) as { result?: unknown; errCode?: number; errMsg?: string }
  if (answer.errCode !== undefined) throw new Error(`errCode ${answer.errCode}: ${answer.errMsg}`)
  console.log(JSON.stringify(answer.result))
}

function readData(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new Error(`the data is not JSON (${(error as Error).message}): ${text}\n${USAGE}`)
  }
}

main().catch((error: Error) => {
  console.error(error.message)
  process.exit(1)
})
