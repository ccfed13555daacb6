import { createHash } from 'node:crypto'
import path from 'node:path'
import type { AppConfig, AppPackage, CompileError, ComponentConfig } from '../app-package'
import { bundledPackage, bundlePackage, fileOnDisk, findPackage, splitPackageName } from './npm'
import { readJson, type Project } from './project'
import { MissingCompiler, PLUGIN_OF, preprocess, STYLE_ENDINGS } from './preprocess'
import { resolveComponent, resolveFile, resolveModule, workerScripts } from './resolve'
import { compileScript } from './script'
import { createSources } from './sources'
import type { StyleOwner } from './selectors'
import { compileWxml, templateRuntime } from './wxml'
import { compileWxs, wxsRequires } from './wxs'
import { compileWxss, importsOf } from './wxss'

interface Subpackage {
  root: string
  pages: string[]
}

const isPackage = (appPath: string) => /(^|\/)miniprogram_npm\//.test(appPath)
const withSlash = (root: string) => `${root.replace(/^\/|\/$/g, '')}/`

/**
 * A compiler for one mini program. Each call of the returned function compiles what changed since the last call and
 * gives the whole package: it walks from app.json over pages, components, templates, styles and required files, so
 * only what the app can reach is in it.
 */
export function createCompiler(project: Project): () => Promise<AppPackage> {
  let errors: CompileError[] = []
  let warnings: string[] = []
  const sources = createSources(project, (file, message, keptLastGood) =>
    errors.push({ file, message, keptLastGood }),
  )
  const warn = (line: string) => void warnings.push(line)
  const runtime = templateRuntime()
  let turns = 0

  return async function compile(): Promise<AppPackage> {
    errors = []
    warnings = []
    const pack: AppPackage = {
      version: '',
      appId: project.appId,
      app: { pages: [] },
      theme: null,
      subpackageRoots: [],
      modules: {},
      components: {},
      templates: {},
      wxs: {},
      templateRuntime: runtime,
      styles: {},
      errors,
      warnings,
      unsupported: [],
    }

    async function json<T>(file: string): Promise<T | null> {
      const text = sources.read(file)
      return text === null
        ? null
        : sources.cached('json', file, text, () => readJson(fileOnDisk(project, file)) as T)
    }

    function whyMissing(specifier: string): string {
      const [name, inner] = splitPackageName(specifier)
      const found = specifier.startsWith('.') || specifier.startsWith('/') ? null : findPackage(project, name)
      if (!found) return 'was not found'
      return `is not there: DevTools packs only the main file of ${name}, not ${inner}`
    }

    async function addModule(modulePath: string): Promise<void> {
      if (pack.modules[modulePath]) return
      const script = { code: '', requires: {} as Record<string, string | null> }
      pack.modules[modulePath] = script
      const bundled = bundledPackage(project, modulePath)
      if (bundled) {
        script.code =
          (await sources.cached('npm', modulePath, bundled.dir, () => bundlePackage(bundled))) ?? ''
        return
      }
      const file = sources.exists(modulePath) ? modulePath : modulePath.replace(/\.js$/, '.ts')
      const source = sources.read(file) ?? ''
      const compiled = await sources.cached('script', file, source, () => compileScript(source, file))
      if (!compiled) {
        delete pack.modules[modulePath]
        return
      }
      script.code = compiled.code
      for (const specifier of compiled.specifiers) {
        const target = resolveModule(project, specifier, modulePath)
        script.requires[specifier] = target
        if (target) await addModule(target)
        else warn(`${file}: require('${specifier}') ${whyMissing(specifier)}`)
      }
    }

    async function addWxs(wxsPath: string): Promise<void> {
      if (pack.wxs[wxsPath] !== undefined) return
      const source = sources.read(`${wxsPath}.wxs`)
      if (source === null) return warn(`${wxsPath}.wxs was not found`)
      pack.wxs[wxsPath] = compileWxs(source)
      for (const specifier of wxsRequires(source)) {
        const target = resolveFile(
          project,
          specifier.endsWith('.wxs') ? specifier : `${specifier}.wxs`,
          `${wxsPath}.wxs`,
        )
        if (target) await addWxs(target.replace(/\.wxs$/, ''))
      }
    }

    async function addTemplate(templatePath: string): Promise<void> {
      if (pack.templates[templatePath]) return
      const source = sources.read(`${templatePath}.wxml`)
      if (source === null) return warn(`${templatePath}.wxml was not found`)
      const compiled = await sources.cached('wxml', `${templatePath}.wxml`, source, () =>
        // what the compiler finds in a package nobody here can mend
        compileWxml(source, templatePath, isPackage(templatePath) ? () => undefined : warn),
      )
      if (!compiled) return
      pack.templates[templatePath] = compiled
      for (const imported of compiled.imports) await addTemplate(imported)
      for (const script of compiled.scripts) await addWxs(script)
    }

    /** A style sheet's WXSS, whatever language it is written in; null when there is none. */
    async function styleText(stylePath: string): Promise<string | null> {
      const ending = STYLE_ENDINGS.find((one) => sources.exists(`${stylePath}.${one}`))
      const file = `${stylePath}.${ending}`
      const text = ending ? sources.read(file) : null
      if (!ending || text === null || ending === 'wxss') return text
      if (!project.plugins.includes(PLUGIN_OF[ending] ?? '')) {
        warn(`${file} is not compiled: setting.useCompilerPlugins of project.config.json does not ask for it`)
        return null
      }
      // what it imports is known to its compiler only: it runs each time
      return sources.cached('preprocess', file, `${++turns}\n${text}`, () =>
        preprocess(project, file, text).catch((error: Error) => {
          if (!(error instanceof MissingCompiler)) throw error
          warn(error.message)
          pack.unsupported.push(`${ending} (${error.compiler} is not installed)`)
          return ''
        }),
      )
    }

    async function addStyle(stylePath: string, owner: StyleOwner): Promise<void> {
      const text = await styleText(stylePath)
      if (text === null) return
      const load = (specifier: string, from: string): [string, string] | null => {
        const found = resolveFile(project, specifier, from)
        const imported = found && sources.read(found)
        return found && imported !== null ? [found, imported] : null
      }
      // imported files change the result too: their text goes into what decides whether to compile again
      const gathered = [JSON.stringify(owner)]
      const gather = (source: string, from: string) => {
        if (gathered.includes(source)) return
        gathered.push(source)
        for (const specifier of importsOf(source)) {
          const imported = load(specifier, from)
          if (imported) gather(imported[1], imported[0])
        }
      }
      gather(text, `${stylePath}.wxss`)
      const css = await sources.cached('wxss', `${stylePath}.wxss`, gathered.join('\n'), () =>
        compileWxss(text, stylePath, owner, { load, warn }),
      )
      if (css) pack.styles[stylePath] = css
    }

    /** What a file's usingComponents name, from the root. */
    function resolveAll(from: string, map: Record<string, string> | undefined): Record<string, string> {
      const resolved: Record<string, string> = {}
      for (const [name, specifier] of Object.entries(map ?? {})) {
        if (specifier.startsWith('plugin://')) {
          warn(`${from}.json: ${specifier}: plugins are not supported`)
          pack.unsupported.push(specifier)
          continue
        }
        const target = resolveComponent(project, specifier, from)
        if (target) resolved[name] = `/${target}`
        else warn(`${from}.json: usingComponents "${name}": "${specifier}" was not found`)
      }
      return resolved
    }

    let appWide: Record<string, string> | null = null

    async function addComponent(componentPath: string, isPage: boolean): Promise<void> {
      if (pack.components[componentPath]) return
      const config = { ...((await json<ComponentConfig>(`${componentPath}.json`)) ?? {}) } as ComponentConfig
      pack.components[componentPath] = config
      appWide ??= resolveAll('app', pack.app.usingComponents as Record<string, string>)
      config.usingComponents = { ...appWide, ...resolveAll(componentPath, config.usingComponents) }
      for (const [name, generic] of Object.entries(config.componentGenerics ?? {})) {
        if (generic === true || !generic.default) continue
        const target = resolveComponent(project, generic.default, componentPath)
        if (target)
          config.componentGenerics = { ...config.componentGenerics, [name]: { default: `/${target}` } }
      }
      const script = resolveModule(project, `/${componentPath}.js`, 'app')
      if (script) await addModule(script)
      else errors.push({ file: `${componentPath}.js`, message: 'the file is missing', keptLastGood: false })
      await addTemplate(componentPath)
      await addStyle(componentPath, isPage ? { kind: 'page', route: componentPath } : { kind: 'component' })
      const generics = Object.values(config.componentGenerics ?? {}).map((g) =>
        g === true ? undefined : g.default,
      )
      for (const used of [...Object.values(config.usingComponents), ...generics]) {
        if (used) await addComponent(used.slice(1), false)
      }
    }

    const app = await json<AppConfig & { subpackages?: Subpackage[]; subPackages?: Subpackage[] }>('app.json')
    if (app) {
      const subpackages = app.subPackages ?? app.subpackages ?? []
      pack.subpackageRoots = subpackages.map((sub) => withSlash(sub.root))
      pack.app = { ...app, pages: [...app.pages] }
      for (const sub of subpackages)
        pack.app.pages.push(...sub.pages.map((page) => path.posix.join(withSlash(sub.root), page)))
      const themeFile = (app.themeLocation as string | undefined) ?? 'theme.json'
      pack.theme = app.darkmode || sources.exists(themeFile) ? await json(themeFile) : null
    }
    const appScript = resolveModule(project, '/app.js', 'app')
    if (appScript) await addModule(appScript)
    for (const script of workerScripts(project, pack.app.workers)) await addModule(script)
    await addStyle('app', { kind: 'app' })
    for (const page of pack.app.pages) await addComponent(page, true)
    if (pack.app.tabBar?.custom) await addComponent('custom-tab-bar/index', false)

    pack.version = createHash('sha1').update(JSON.stringify(pack)).digest('hex').slice(0, 16)
    return pack
  }
}
