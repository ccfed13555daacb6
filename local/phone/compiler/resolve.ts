import { existsSync, readdirSync, statSync } from 'node:fs'
import path from 'node:path'
import { bundledPackage, fileOnDisk } from './npm'
import type { Project } from './project'

const posix = path.posix

const isFile = (file: string) => existsSync(file) && statSync(file).isFile()

/** Folders in which a bare name is looked for: the nearest miniprogram_npm first, as the base library does. */
function npmFoldersFor(fromDir: string): string[] {
  const folders: string[] = []
  for (let dir = fromDir; ; dir = posix.dirname(dir)) {
    if (posix.basename(dir) !== 'miniprogram_npm') {
      folders.push(dir === '.' ? 'miniprogram_npm' : posix.join(dir, 'miniprogram_npm'))
    }
    if (dir === '.' || dir === '/' || dir === '') return folders
  }
}

/** All paths a specifier may mean, best first. `./x` and `../x` are relative, `/x` is from the root. */
function candidates(specifier: string, fromDir: string): string[] {
  if (specifier.startsWith('/')) return [specifier.slice(1)]
  const beside = posix.normalize(posix.join(fromDir, specifier))
  if (specifier.startsWith('.')) return [beside]
  const packed = npmFoldersFor(fromDir).map((folder) => posix.join(folder, specifier))
  // `require('x.js')` and `"usingComponents": {"a": "components/a"}` are relative too, when no package has the name
  return [...packed, beside, posix.normalize(specifier)]
}

/** @returns the path of the file a module path means (trying .js, .ts and /index), or null */
function scriptAt(project: Project, base: string): string | null {
  const bare = base.replace(/\.(js|ts)$/, '')
  for (const tried of [
    base,
    `${bare}.js`,
    `${bare}.ts`,
    `${base}.js`,
    `${base}.ts`,
    `${base}/index.js`,
    `${base}/index.ts`,
  ]) {
    if (/\.(js|ts)$/.test(tried) && !tried.endsWith('.d.ts') && isFile(fileOnDisk(project, tried))) {
      return tried.replace(/\.ts$/, '.js')
    }
  }
  return bundledPackage(project, `${base}/index.js`) ? `${base}/index.js` : null
}

/**
 * What `require(specifier)` means in a file.
 * @param from path of the requiring file
 * @returns module path ending in `.js` (also for a `.ts` source), or null
 */
export function resolveModule(project: Project, specifier: string, from: string): string | null {
  for (const base of candidates(specifier, posix.dirname(from))) {
    const found = base.startsWith('..') ? null : scriptAt(project, base)
    if (found) return found
  }
  return null
}

/**
 * What a path in usingComponents means.
 * @param from path of the page or component (or 'app') whose .json names it
 * @returns path without extension, or null when there is no such component
 */
export function resolveComponent(project: Project, specifier: string, from: string): string | null {
  for (const base of candidates(specifier, posix.dirname(from))) {
    for (const tried of [base, `${base}/index`]) {
      if (isFile(fileOnDisk(project, `${tried}.json`)) || isFile(fileOnDisk(project, `${tried}.wxml`)))
        return tried
    }
  }
  return null
}

/** What a path in `@import`, `<import src>`, `<wxs src>` means; the extension is part of the specifier. */
export function resolveFile(project: Project, specifier: string, from: string): string | null {
  const tried = [
    posix.normalize(posix.join(posix.dirname(from), specifier)),
    ...candidates(specifier, posix.dirname(from)),
  ]
  const wanted = specifier.startsWith('/') ? [specifier.slice(1)] : tried
  return wanted.find((candidate) => isFile(fileOnDisk(project, candidate))) ?? null
}

/** Scripts of the folder app.json names as `workers` (or as its `path`): nothing requires them. */
export function workerScripts(project: Project, workers: unknown): string[] {
  const folder =
    (typeof workers === 'string' ? workers : (workers as { path?: string } | undefined)?.path) ?? ''
  const dir = path.join(project.root, folder)
  if (!folder || !existsSync(dir)) return []
  return readdirSync(dir, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(js|ts)$/.test(file) && !file.endsWith('.d.ts'))
    .map((file) =>
      posix.join(folder.replace(/^\//, ''), file.split(path.sep).join('/')).replace(/\.ts$/, '.js'),
    )
}
