import type * as glassEasel from 'glass-easel'
import type { AppPackage } from '../app-package'
import { adaptBindings, type Bindings } from './bindings'
import { changeFilter, eventWrapper, noteWxsFunctions } from './handlers'

type ProcGen = (bindings: Bindings, ...rest: unknown[]) => unknown
type Define = (path: string, body: unknown) => () => unknown
type TemplateGroup = (name: string) => ProcGen | undefined

/** Date and RegExp as WXS knows them. */
const getDate = (...parts: number[]) => new (Date as unknown as new (...args: number[]) => Date)(...parts)
const getRegExp = (pattern: string, flags?: string) => new RegExp(pattern, flags)

/** In WXS, `constructor` is the name of the type; the compiler rewrites it to this getter. */
Object.defineProperty(Object.prototype, 'wxsConstructor', {
  configurable: true,
  get(this: unknown) {
    return Object.prototype.toString.call(this).slice(8, -1)
  },
})

const SHARED = ['X', 'Y', 'Z', 'P', 'Q', 'D'] as const

/** The app's templates, made on first use: a template's WXS and the templates it imports are made before it. */
export function createTemplates(
  pack: AppPackage,
): (path: string) => glassEasel.template.ComponentTemplate | null {
  const groups: Record<string, TemplateGroup> = {}
  const scripts: Record<string, () => unknown> = {}
  const start = `${pack.templateRuntime};Q.A=hooks.changeFilter;Q.C=hooks.eventWrapper;return [${SHARED.join(',')}]`
  const support = (new Function('hooks', start) as (hooks: unknown) => unknown[])({
    changeFilter,
    eventWrapper,
  })
  const defineModule = support[SHARED.indexOf('D')] as Define
  const define: Define = (...given) => {
    const load = defineModule(...given)
    return () => {
      const exported = load()
      noteWxsFunctions(exported)
      return exported
    }
  }
  support[SHARED.indexOf('D')] = define

  function makeScript(path: string) {
    if (scripts[path] || pack.wxs[path] === undefined) return
    const source = `return function(require,exports,module){${pack.wxs[path]}\n}\n//# sourceURL=app/${path}.wxs`
    scripts[path] = define(
      path,
      (new Function('getDate', 'getRegExp', source) as (...given: unknown[]) => unknown)(getDate, getRegExp),
    )
  }

  function make(path: string) {
    const template = pack.templates[path]
    if (groups[path] || !template) return
    groups[path] = () => undefined
    // a WXS module may require any other, which no template names: all are defined, none runs before its use
    for (const script of Object.keys(pack.wxs)) makeScript(script)
    for (const imported of template.imports) make(imported)
    const source = `return ${template.code}\n//# sourceURL=app/${path}.wxml.js`
    const build = new Function('G', 'R', 'getDate', 'getRegExp', ...SHARED, source) as (
      ...given: unknown[]
    ) => TemplateGroup
    groups[path] = build(groups, scripts, getDate, getRegExp, ...support)
  }

  return (path) => {
    make(path)
    const group = groups[path]
    if (!group) return null
    const content = (name: string) => {
      const generate = group(name)
      return (
        generate && ((bindings: Bindings, ...rest: unknown[]) => generate(adaptBindings(bindings), ...rest))
      )
    }
    return { groupList: groups, content } as unknown as glassEasel.template.ComponentTemplate
  }
}
