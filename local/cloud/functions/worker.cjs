// Runs inside one worker thread: one instance of one function. Plain JavaScript, because a worker is loaded
// by Node itself and must run the same wherever the local cloud runs (tsx, jest).
'use strict'
const { parentPort, workerData } = require('node:worker_threads')
const { inspect } = require('node:util')
const { installDate } = require('./date.cjs')

installDate(new BigInt64Array(workerData.clock))
sendConsoleHome()

let current = null // the id of the invocation under way
let main = null
// Loading the code is the cold start, so a warm instance has done it; an error is told by the first call.
try {
  main = loadMain()
} catch {
  main = null
}
parentPort.postMessage({ type: 'ready', id: null })

const describe = (error) => ({
  name: error instanceof Error ? error.name : 'Error',
  message: error instanceof Error ? error.message : inspect(error),
  stack: error instanceof Error ? String(error.stack) : inspect(error),
})

// As on the platform, an error nobody caught ends the instance, and with it the invocation under way.
for (const event of ['unhandledRejection', 'uncaughtException']) {
  process.on(event, (error) => {
    parentPort.postMessage({ type: 'crashed', id: current, error: describe(error) })
    current = null
  })
}

parentPort.on('message', async ({ id, environment, event, context }) => {
  current = id
  try {
    takeEnvironment(environment)
    main ??= loadMain()
    const result = await main(event, context)
    const text = result === undefined ? 'null' : JSON.stringify(result)
    if (current !== id) return // it crashed meanwhile and was answered then
    current = null
    parentPort.postMessage({ type: 'answered', id, result: text ?? 'null' })
  } catch (error) {
    if (current !== id) return
    current = null
    parentPort.postMessage({ type: 'failed', id, error: describe(error) })
  }
})

function loadMain() {
  const exported = require(workerData.directory)
  if (typeof exported.main !== 'function') throw new Error(`${workerData.name}: index.js exports no main`)
  return exported.main
}

// The environment is how the platform says who calls. What is not set for this invocation is removed first:
// the caller before must not shine through.
function takeEnvironment(environment) {
  for (const name of Object.keys(process.env)) {
    if (name.startsWith('WX_') || name.startsWith('TCB_')) delete process.env[name]
  }
  Object.assign(process.env, environment)
}

function sendConsoleHome() {
  for (const level of ['log', 'info', 'warn', 'error', 'debug']) {
    console[level] = (...parts) => {
      const line = parts.map((part) => (typeof part === 'string' ? part : inspect(part))).join(' ')
      parentPort.postMessage({ type: 'log', id: current, level, line })
    }
  }
}
