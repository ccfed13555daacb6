import { createRequire } from 'node:module'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { fileOnDisk } from './npm'
import type { Project } from './project'

/** Endings a style sheet may have, as DevTools' compiler plugins take them; the plain one goes first. */
export const STYLE_ENDINGS = ['wxss', 'scss', 'sass', 'less']

/** What setting.useCompilerPlugins calls the compiler of an ending. */
export const PLUGIN_OF: Record<string, string> = { scss: 'sass', sass: 'sass', less: 'less' }

interface Sass {
  compileString(text: string, options: object): { css: string }
}
interface Less {
  render(text: string, options: object): Promise<{ css: string }>
}

/** A style language whose compiler is not installed here. */
export class MissingCompiler extends Error {
  constructor(
    readonly file: string,
    readonly compiler: string,
  ) {
    super(`${file}: the package ${compiler} is not installed (npm i -D ${compiler} in the project)`)
  }
}

/** DevTools brings its compilers with it; here the project's own goes first, then the one beside the phone. */
function compilerFor(project: Project, name: string, file: string): unknown {
  for (const folder of [...project.npmFolders, __dirname]) {
    const require = createRequire(path.join(folder, 'any.js'))
    try {
      return require(name)
    } catch (error) {
      if ((error as { code?: string }).code !== 'MODULE_NOT_FOUND') throw error
    }
  }
  throw new MissingCompiler(file, name)
}

/**
 * Sass or Less to WXSS; what they import is read from disk.
 * @throws MissingCompiler, or the compiler's own error with its place
 */
export async function preprocess(project: Project, file: string, text: string): Promise<string> {
  const onDisk = fileOnDisk(project, file)
  const loadPaths = [path.dirname(onDisk), project.root]
  if (file.endsWith('.less')) {
    const less = compilerFor(project, 'less', file) as Less
    const { css } = await less.render(text, { filename: onDisk, paths: loadPaths })
    return css
  }
  const sass = compilerFor(project, 'sass', file) as Sass
  const syntax = file.endsWith('.sass') ? 'indented' : 'scss'
  return sass.compileString(text, { syntax, url: pathToFileURL(onDisk), loadPaths }).css
}
