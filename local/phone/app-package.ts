/**
 * What the compiler hands to the phone: one mini program, compiled file by file and kept in memory.
 * Only plain data, so that the same shape is read in Node and in the browser.
 * All paths are relative to the mini program's root, with `/`, without a leading slash.
 */

/** One JavaScript or TypeScript file as a CommonJS function body. */
export interface ScriptModule {
  code: string
  /** What each `require('…')` in the code means: specifier → module path, or null when nothing was found. */
  requires: Record<string, string | null>
}

/** One WXML file: the body of its template object, and what must be present before it renders. */
export interface CompiledTemplate {
  code: string
  /** Templates it names by `<import>` and `<include>`. */
  imports: string[]
  /** WXS files it names. */
  scripts: string[]
}

/** The `.json` of a page or component, with every component path resolved to `/from/the/root`. */
export interface ComponentConfig {
  component?: boolean
  usingComponents: Record<string, string>
  componentGenerics?: Record<string, true | { default?: string }>
  componentPlaceholder?: Record<string, string>
  styleIsolation?: string
  addGlobalClass?: boolean
  pureDataPattern?: string
  [window: string]: unknown
}

export interface TabBarItem {
  pagePath: string
  text: string
  iconPath?: string
  selectedIconPath?: string
}

export interface AppConfig {
  pages: string[]
  entryPagePath?: string
  window?: Record<string, unknown>
  tabBar?: { custom?: boolean; list: TabBarItem[]; [look: string]: unknown }
  [key: string]: unknown
}

export interface CompileError {
  file: string
  message: string
  /** The phone still runs the version of this file from before the mistake. */
  keptLastGood: boolean
}

export interface AppPackage {
  /** Changes when, and only when, something of the package changed. */
  version: string
  appId: string
  /** app.json; `pages` also lists the pages of subpackages, with their root. */
  app: AppConfig
  theme: Record<'light' | 'dark', Record<string, string>> | null
  /** Root folder of each subpackage, with its trailing slash. */
  subpackageRoots: string[]
  modules: Record<string, ScriptModule>
  components: Record<string, ComponentConfig>
  templates: Record<string, CompiledTemplate>
  wxs: Record<string, string>
  /** Code of the template compiler's run-time support, shared by all templates. */
  templateRuntime: string
  /** `.wxss` of each component and page, and of `app`; `__S__` stands for the scope the phone gives out. */
  styles: Record<string, string>
  errors: CompileError[]
  warnings: string[]
  /** Names of what the app uses and the phone does not have. */
  unsupported: string[]
}
