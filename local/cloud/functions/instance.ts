import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { functionFailed, functionTimedOut } from './errors'

export interface InstanceOptions {
  name: string
  directory: string
  environment: Record<string, string>
  clock: SharedArrayBuffer
  memoryMb: number
  log(invocation: string | null, line: string): void
}
export interface Invocation {
  id: string
  /** WX_ and TCB_ variables of this call. */
  environment: Record<string, string>
  event: unknown
  context: unknown
  timeoutSeconds: number
}

/** One running copy of a function: a thread with its own environment, one invocation at a time. */
export interface Instance {
  /**
   * Only once it is ready: loading the code is not the invocation's time, as on the platform.
   * @returns the result as JSON text
   * @throws PlatformError as the platform reports a failed function
   */
  invoke(invocation: Invocation): Promise<string>
  /** Resolves when its code is loaded, or when it has died. */
  ready: Promise<void>
  /** Why it died. */
  failure?: Error
  /** False after a crash or a time-out: throw it away. */
  alive: boolean
  /** Ends it as a crash would: the invocation under way fails with `error`. */
  kill(error: Error): void
  stop(): Promise<void>
}

/** How long an instance may take to load its code; the platform has its own limit for that, too. */
const LOAD_SECONDS = 60

interface Message {
  type: 'ready' | 'answered' | 'failed' | 'crashed' | 'log'
  id: string | null
  result?: string
  line?: string
  level?: string
  error?: { name: string; message: string; stack: string }
}

export function startInstance(options: InstanceOptions): Instance {
  let ready = () => {}
  const isReady = new Promise<void>((resolve) => (ready = resolve))
  const worker = new Worker(join(__dirname, 'worker.cjs'), {
    workerData: { name: options.name, directory: options.directory, clock: options.clock },
    env: options.environment,
    execArgv: [],
    stdout: true,
    stderr: true,
    resourceLimits: { maxOldGenerationSizeMb: Math.max(64, options.memoryMb) },
  })
  let waiting: { id: string; resolve(result: string): void; reject(error: Error): void } | undefined
  const settle = (id: string | null, how: (wait: NonNullable<typeof waiting>) => void) => {
    if (!waiting || waiting.id !== id) return
    const wait = waiting
    waiting = undefined
    how(wait)
  }
  const die = (error: Error) => {
    instance.failure ??= error
    instance.alive = false
    ready()
    if (waiting) settle(waiting.id, (wait) => wait.reject(error))
    void worker.terminate()
  }
  worker.on('message', (message: Message) => {
    if (message.type === 'ready') ready()
    else if (message.type === 'log') options.log(message.id, message.line ?? '')
    else if (message.type === 'answered') settle(message.id, (wait) => wait.resolve(message.result ?? 'null'))
    else {
      const error = functionFailed(message.error?.stack ?? 'Error')
      if (message.type === 'failed') return settle(message.id, (wait) => wait.reject(error))
      options.log(message.id, `uncaught: ${message.error?.stack}`)
      die(error)
    }
  })
  worker.on('error', (error) => die(functionFailed(String(error.stack ?? error))))
  worker.on('exit', (code) => die(functionFailed(`Error: the function's process exited with code ${code}`)))
  for (const stream of [worker.stdout, worker.stderr]) {
    stream.on('data', (chunk) => options.log(waiting?.id ?? null, String(chunk).trimEnd()))
  }

  const loading = setTimeout(() => die(functionTimedOut(LOAD_SECONDS)), LOAD_SECONDS * 1000)
  loading.unref()
  void isReady.then(() => clearTimeout(loading))

  const instance: Instance = {
    ready: isReady,
    alive: true,
    invoke({ timeoutSeconds, ...message }) {
      return new Promise<string>((resolve, reject) => {
        const timer = setTimeout(() => die(functionTimedOut(timeoutSeconds)), timeoutSeconds * 1000)
        const done = () => clearTimeout(timer)
        waiting = {
          id: message.id,
          resolve: (result) => (done(), resolve(result)),
          reject: (error) => (done(), reject(error)),
        }
        worker.postMessage(message)
      })
    },
    kill: die,
    async stop() {
      die(functionFailed('Error: the local cloud has stopped'))
      await worker.terminate()
    },
  }
  return instance
}
