import type { ScriptModule } from '../app-package'
import { createAppGlobal } from './app-global'

/** Names of the browser that a mini program's JavaScript does not see. */
const HIDDEN = [
  'window',
  'document',
  'frames',
  'self',
  'location',
  'navigator',
  'localStorage',
  'sessionStorage',
  'history',
  'caches',
  'screen',
  'alert',
  'confirm',
  'prompt',
  'fetch',
  'XMLHttpRequest',
  'WebSocket',
  'indexedDB',
  'parent',
  'top',
]

type Body = (
  require: Require,
  module: { exports: unknown },
  exports: unknown,
  global: object,
  ...hidden: undefined[]
) => void
type Require = ((specifier: string) => unknown) & { async(specifier: string): Promise<unknown> }

export interface Modules {
  /** Run a module (once) and give its exports. @throws when there is none, or what it throws */
  load(path: string): unknown
  has(path: string): boolean
}

/** Without compiled knowledge (a computed specifier): join paths and try the usual endings. */
function guess(modules: Record<string, ScriptModule>, specifier: string, from: string): string | null {
  const base = specifier.startsWith('/') ? [] : from.split('/').slice(0, -1)
  for (const part of specifier.split('/')) {
    if (part === '..') base.pop()
    else if (part !== '.' && part !== '') base.push(part)
  }
  const path = base.join('/')
  return [path, `${path}.js`, `${path}/index.js`].find((tried) => modules[tried]) ?? null
}

/**
 * The app's modules, run on first use, each inside a function as WeChat's own runtime does it.
 * @param entered called with the module path around the first run, so that Component() knows whose file it stands in
 */
export function createModules(
  modules: Record<string, ScriptModule>,
  entered: (path: string, run: () => void) => void,
): Modules {
  const appGlobal = createAppGlobal()
  const loaded = new Map<string, { exports: unknown }>()

  function requireFrom(path: string): Require {
    const resolve = (specifier: string) => {
      const target = modules[path]?.requires[specifier] ?? guess(modules, specifier, path)
      if (!target) throw new Error(`module '${specifier}' is not defined, require from '${path}'`)
      return target
    }
    return Object.assign((specifier: string) => load(resolve(specifier)), {
      async: async (specifier: string) => load(resolve(specifier)),
    })
  }

  function load(path: string): unknown {
    const known = loaded.get(path)
    if (known) return known.exports
    const source = modules[path]
    if (!source) throw new Error(`module '${path}' is not defined`)
    const module = { exports: {} as unknown }
    loaded.set(path, module)
    const body = new Function(
      'require',
      'module',
      'exports',
      'global',
      ...HIDDEN,
      `${source.code}\n//# sourceURL=app/${path}`,
    ) as Body
    entered(path, () => body.call(module.exports, requireFrom(path), module, module.exports, appGlobal))
    return module.exports
  }

  return { load, has: (path) => path in modules }
}
