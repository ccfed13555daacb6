import * as glassEasel from 'glass-easel'
import { MiniProgramEnv, type CodeSpace } from 'glass-easel-miniprogram-adapter'
import type { AppPackage, ComponentConfig } from '../app-package'
import { registerParts } from '../parts/registry'
import type { PhoneBackend } from './backend'
import { builtinBehaviors } from './builtin-behaviors'
import { createModules, type Modules } from './modules'
import { setPartSpace } from './part-space'
import { queueReady } from './ready'
import { reportError } from './report'
import { addStyleSheet, SHARED_SCOPE } from './styles'
import { createTemplates } from './templates'

interface Definition {
  behaviors?: unknown[]
  options?: { styleIsolation?: string; addGlobalClass?: boolean; [name: string]: unknown }
  [field: string]: unknown
}

export interface Components {
  modules: Modules
  /** Load a page or component, and all it uses, unless that has been done. */
  ensure(path: string): void
  /** Make an instance outside any template: a page, or the custom tab bar. */
  create(path: string, tag: string, query?: string): glassEasel.GeneralComponent
}

const isShared = (isolation: string) => isolation === 'shared' || isolation === 'page-shared'

function isolationOf(config: ComponentConfig): string {
  if (config.styleIsolation) return config.styleIsolation
  if (!config.component) return 'shared'
  return config.addGlobalClass ? 'apply-shared' : 'isolated'
}

/** The app's components on WeChat's own component framework; Page, Component and Behavior become global here. */
export function createComponents(pack: AppPackage, backend: PhoneBackend): Components {
  const space: CodeSpace = new MiniProgramEnv().createCodeSpace('app', true)
  const inner = space.getComponentSpace()
  // a property may be called `data` or `id`, as any other: written to the node it would hide the node's own
  inner.updateComponentOptions({ writeFieldsToNode: false })
  const partSpace = new glassEasel.ComponentSpace('', undefined, inner.styleScopeManager)
  setPartSpace(partSpace)
  for (const [tag, part] of Object.entries(registerParts(partSpace))) inner.setGlobalUsingComponent(tag, part)
  space.setOverallBehavior(inner.defineBehavior({ lifetimes: { attached: queueReady } }))

  const pages = new Set(pack.app.pages)
  const templates = createTemplates(pack)
  const builtin = builtinBehaviors(space)
  const ensured = new Set<string>()
  const registered = new Set<string>()
  const scopes = new Map<string, string>()
  let current = ''

  const modules = createModules(pack.modules, (path, run) => {
    const before = current
    const own = path.replace(/\.js$/, '')
    if (own in pack.components) current = own
    try {
      run()
    } finally {
      current = before
    }
  })

  function scopeOf(path: string): string {
    const scope = scopes.get(path) ?? `_c${scopes.size + 1}`
    scopes.set(path, scope)
    return scope
  }

  /** String behaviors are the platform's own; options the adapter only reads from JSON are moved there. */
  function prepare(definition: Definition): Definition {
    const behaviors = (definition.behaviors ?? []).map((behavior) =>
      typeof behavior === 'string' ? builtin(behavior) : behavior,
    )
    return { ...definition, behaviors: behaviors.filter(Boolean) }
  }

  function register(definition: Definition, how: 'Page' | 'Component') {
    const path = current
    if (!path) throw new Error(`${how}() was called outside the file of a page or component`)
    if (registered.has(path)) throw new Error(`${path}.js calls ${how}() more than once`)
    registered.add(path)
    const config: ComponentConfig = {
      ...pack.components[path],
      usingComponents: pack.components[path]?.usingComponents ?? {},
    }
    config.styleIsolation ??= definition.options?.styleIsolation
    config.addGlobalClass ??= definition.options?.addGlobalClass
    if (pages.has(path)) delete config.component
    const isolation = isolationOf(config)
    const scope = isShared(isolation) ? SHARED_SCOPE : scopeOf(path)
    config.styleIsolation = isolation
    space.addComponentStaticConfig(path, config as Parameters<CodeSpace['addComponentStaticConfig']>[1])
    if (!isShared(isolation)) space.addStyleSheet(path, undefined, scope)
    const css = pack.styles[path]
    if (css) addStyleSheet(path, css, scope, pages.has(path) ? 'page' : 'component')
    const template = templates(path)
    if (template) space.addCompiledTemplate(path, template)
    space.componentEnv(path, (env) => {
      if (how === 'Page') env.Page(prepare(definition) as never)
      else env.Component(prepare(definition) as never)
    })
    relatedTo(definition, path).forEach(ensure)
  }

  /** Components a definition relates to: they must be known before its first instance, or the relation is lost. */
  function relatedTo(definition: Definition, path: string): string[] {
    const own = Object.keys((definition.relations as object | undefined) ?? {})
    const base = new URL(path, 'http://app/')
    return own.map((to) => new URL(to, base).pathname.slice(1)).filter((to) => to in pack.components)
  }

  Object.assign(window, {
    Page: (definition: Definition) => register(definition, 'Page'),
    Component: (definition: Definition) => register(definition, 'Component'),
    Behavior: (definition: Definition): unknown =>
      space.componentEnv(current, (env) => env.Behavior(prepare(definition) as never)),
  })

  function ensure(path: string) {
    if (ensured.has(path)) return
    ensured.add(path)
    const config = pack.components[path]
    if (!config) return reportError(new Error(`${path} is not in the app`))
    const generics = Object.values(config.componentGenerics ?? {}).map((one) =>
      one === true ? undefined : one.default,
    )
    for (const used of [...Object.values(config.usingComponents), ...generics])
      if (used) ensure(used.slice(1))
    try {
      if (modules.has(`${path}.js`)) modules.load(`${path}.js`)
    } catch (error) {
      reportError(error, `${path}.js`)
    }
    if (registered.has(path)) return
    const before = current
    current = path
    if (modules.has(`${path}.js`)) reportError(new Error(`${path}.js calls neither Page() nor Component()`))
    register({}, 'Component')
    current = before
  }

  return {
    modules,
    ensure,
    create(path, tag, query = '') {
      ensure(path)
      return inner.createComponentByUrl(tag, query ? `${path}?${query}` : path, null, backend)
    },
  }
}
