import { readFile } from 'node:fs/promises'
import { basename, extname, join } from 'node:path'
import { build } from 'esbuild'

export interface PageFile {
  type: string
  body: string
}

const FOLDER = join(__dirname, 'page')
const TYPES: Record<string, string> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
}

/** Compiles the page's scripts and styles and reads its HTML; resolves to address → file, all kept in memory. */
export async function loadPage(): Promise<Map<string, PageFile>> {
  const [html, { outputFiles }] = await Promise.all([
    readFile(join(FOLDER, 'index.html'), 'utf8'),
    build({
      entryPoints: [join(FOLDER, 'desk.ts'), join(FOLDER, 'desk.css')],
      bundle: true,
      write: false,
      outdir: '/',
      format: 'iife',
      target: 'es2022',
      charset: 'utf8',
      logLevel: 'silent',
    }),
  ])
  const pages = new Map<string, PageFile>([['/', { type: 'text/html; charset=utf-8', body: html }]])
  for (const { path, text } of outputFiles) {
    const type = TYPES[extname(path)]
    if (type === undefined) throw new Error(`desk: the page compiled to an unexpected file ${path}`)
    pages.set(`/desk/${basename(path)}`, { type, body: text })
  }
  return pages
}
