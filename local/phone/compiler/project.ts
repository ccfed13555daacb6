import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'

/** Where a mini program lives on disk, as its project.config.json says. */
export interface Project {
  /** Folder with app.json. */
  root: string
  appId: string
  /** Folders whose node_modules DevTools would pack npm packages from, nearest first. */
  npmFolders: string[]
  /** Compilers of DevTools the project asks for: 'typescript', 'sass', 'less'. */
  plugins: string[]
}

interface ProjectConfig {
  miniprogramRoot?: string
  appid?: string
  setting?: {
    useCompilerPlugins?: boolean | string[]
    packNpmManually?: boolean
    packNpmRelationList?: { packageJsonPath: string; miniprogramNpmDistDir: string }[]
  }
}

/**
 * Read JSON with comments and trailing commas, as DevTools accepts in configuration files.
 * @throws SyntaxError naming the file
 */
export function readJson(file: string): unknown {
  const text = readFileSync(file, 'utf8').replace(/^\uFEFF/, '')
  try {
    return JSON.parse(text)
  } catch {
    const relaxed = text
      .replace(
        /("(?:\\.|[^"\\])*")|\/\/[^\n]*|\/\*[\s\S]*?\*\//g,
        (_, kept: string | undefined) => kept ?? '',
      )
      .replace(/("(?:\\.|[^"\\])*")|,(\s*[}\]])/g, (_, kept: string | undefined, end: string) => kept ?? end)
    try {
      return JSON.parse(relaxed)
    } catch (error) {
      throw new SyntaxError(`${file}: ${(error as Error).message}`)
    }
  }
}

/**
 * Find the mini program in a folder.
 * @param projectDir folder holding project.config.json (or directly app.json)
 * @throws when neither is there
 */
export function readProject(projectDir: string): Project {
  const base = path.resolve(projectDir)
  const configFile = path.join(base, 'project.config.json')
  const config = existsSync(configFile) ? (readJson(configFile) as ProjectConfig) : {}
  const privateFile = path.join(base, 'project.private.config.json')
  const own = existsSync(privateFile) ? (readJson(privateFile) as ProjectConfig) : {}
  const root = path.join(base, config.miniprogramRoot ?? '')
  if (!existsSync(path.join(root, 'app.json'))) {
    throw new Error(`No app.json in ${root}: this is not a native mini program`)
  }
  const plugins = own.setting?.useCompilerPlugins ?? config.setting?.useCompilerPlugins
  const relations = config.setting?.packNpmManually ? (config.setting.packNpmRelationList ?? []) : []
  const named = relations.map((relation) => path.dirname(path.resolve(base, relation.packageJsonPath)))
  return {
    root,
    appId: config.appid ?? 'touristappid',
    npmFolders: [...new Set([...named, root, base])],
    plugins: Array.isArray(plugins) ? plugins : [],
  }
}
