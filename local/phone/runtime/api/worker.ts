import type { ScriptModule } from '../../app-package'
import { reportError } from '../report'

type Listener = (message: unknown) => void

/** The program inside the worker: the modules of the package and the global `worker`; nothing of wx, as on a device. */
const PROGRAM = `
const modules = MODULES, loaded = {}, listeners = []
const worker = {
  onMessage: (listener) => void listeners.push(listener),
  postMessage: (message) => self.postMessage({ message }),
  testOnProcessKilled: () => undefined,
  getFileSystemManager: () => { throw new Error('worker.getFileSystemManager:fail not supported') },
  env: {},
}
self.onmessage = ({ data }) => listeners.forEach((listener) => listener(data))
const join = (specifier, from) => new URL(specifier, 'http://app/' + from).pathname.slice(1)
function load(path) {
  if (loaded[path]) return loaded[path].exports
  const source = modules[path]
  if (!source) throw new Error("module '" + path + "' is not defined")
  const module = (loaded[path] = { exports: {} })
  const require = (specifier) => load(source.requires[specifier] || join(specifier, path))
  new Function('require', 'module', 'exports', 'worker', source.code + '\\n//# sourceURL=app/' + path)
    .call(module.exports, require, module, module.exports, worker)
  return module.exports
}
load(ENTRY)
`

/** The one worker an app may have; a second is refused until the first is ended. */
let running: Worker | null = null

/** wx.createWorker: a script of the folder that app.json names as `workers`, in a thread of the browser. */
export function createWorkers(modules: Record<string, ScriptModule>) {
  return (scriptPath: string) => {
    const path = scriptPath.replace(/^\//, '')
    if (running) throw new Error('createWorker:fail exceed max concurrent worker limit')
    if (!modules[path])
      throw new Error(`createWorker:fail ${scriptPath} is not in the folder app.json names as workers`)
    const folder = path.slice(0, path.indexOf('/') + 1)
    const own = Object.fromEntries(Object.entries(modules).filter(([name]) => name.startsWith(folder)))
    const program = PROGRAM.replace('MODULES', () => JSON.stringify(own)).replace('ENTRY', () =>
      JSON.stringify(path),
    )
    const address = URL.createObjectURL(new Blob([program], { type: 'text/javascript' }))
    const thread = new Worker(address)
    running = thread
    const listeners = new Set<Listener>()
    thread.onmessage = ({ data }) =>
      listeners.forEach((listener) => listener((data as { message: unknown }).message))
    thread.onerror = (event) => reportError(new Error(event.message), `worker ${path}`)
    return {
      onMessage: (listener: Listener) => void listeners.add(listener),
      postMessage: (message: object) => thread.postMessage(message),
      onProcessKilled: () => undefined,
      onError: (listener: (error: object) => void) =>
        thread.addEventListener('error', ({ message }) => listener({ message })),
      terminate: () => {
        thread.terminate()
        URL.revokeObjectURL(address)
        running = null
      },
    }
  }
}
