import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { build } from 'esbuild'
import type { Project } from './project'

/**
 * npm packages the way DevTools packs them: a package with a `miniprogram` folder is taken from there file by file,
 * any other is bundled from its main file into `miniprogram_npm/<name>/index.js`.
 * A path that starts with `miniprogram_npm/` may therefore live in node_modules: `npmFile` says where.
 */
const PREFIX = 'miniprogram_npm/'

export interface NpmPackage {
  name: string
  dir: string
  /** Folder with mini program code, or null for a package to bundle. */
  miniprogramDir: string | null
}

/** `@scope/name/rest` or `name/rest` → [name, rest]. */
export function splitPackageName(specifier: string): [string, string] {
  const parts = specifier.split('/')
  const taken = specifier.startsWith('@') ? 2 : 1
  return [parts.slice(0, taken).join('/'), parts.slice(taken).join('/')]
}

/** @returns the package in the project's node_modules, or null */
export function findPackage(project: Project, name: string): NpmPackage | null {
  for (const folder of project.npmFolders) {
    const dir = path.join(folder, 'node_modules', name)
    const manifest = path.join(dir, 'package.json')
    if (!existsSync(manifest)) continue
    const { miniprogram } = JSON.parse(readFileSync(manifest, 'utf8')) as { miniprogram?: string }
    const inner = miniprogram ? path.join(dir, miniprogram) : path.join(dir, 'miniprogram_dist')
    return { name, dir, miniprogramDir: miniprogram || existsSync(inner) ? inner : null }
  }
  return null
}

/**
 * Where a path of the mini program lies on disk. What DevTools has already packed into a real `miniprogram_npm`
 * goes before node_modules, since that is what it would run.
 */
export function fileOnDisk(project: Project, appPath: string): string {
  const plain = path.join(project.root, appPath)
  if (!appPath.startsWith(PREFIX) || existsSync(plain)) return plain
  const [name, rest] = splitPackageName(appPath.slice(PREFIX.length))
  const found = findPackage(project, name)
  return found?.miniprogramDir ? path.join(found.miniprogramDir, rest) : plain
}

/** @returns the name of the package whose bundle this path stands for, or null when it is an ordinary file */
export function bundledPackage(project: Project, appPath: string): NpmPackage | null {
  const match = /^miniprogram_npm\/((?:@[^/]+\/)?[^/]+)\/index\.js$/.exec(appPath)
  if (!match?.[1] || existsSync(path.join(project.root, appPath))) return null
  const found = findPackage(project, match[1])
  return found && !found.miniprogramDir ? found : null
}

/** Bundle a package's main file and all it needs into one CommonJS file. */
export async function bundlePackage(found: NpmPackage): Promise<string> {
  const result = await build({
    stdin: { contents: `module.exports = require(${JSON.stringify(found.name)})`, resolveDir: found.dir },
    absWorkingDir: found.dir,
    bundle: true,
    write: false,
    format: 'cjs',
    platform: 'browser',
    mainFields: ['main'],
    target: 'es2020',
    charset: 'utf8',
    logLevel: 'silent',
    define: { 'process.env.NODE_ENV': '"production"', global: 'globalThis' },
    alias: { [found.name]: found.dir },
  })
  return result.outputFiles[0]?.text ?? ''
}
