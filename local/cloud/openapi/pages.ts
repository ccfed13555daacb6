import { readFileSync } from 'node:fs'

interface AppJson {
  pages?: string[]
  entryPagePath?: string
  subPackages?: { root: string; pages: string[] }[]
  subpackages?: { root: string; pages: string[] }[]
}

/**
 * The pages of a mini program, its first one first, from its app.json: read anew each time, since pages come and go
 * while people work. @throws Error when the file cannot be read
 */
export function readPages(appJsonFile: string): string[] {
  const app = JSON.parse(readFileSync(appJsonFile, 'utf8')) as AppJson
  const far = [...(app.subPackages ?? []), ...(app.subpackages ?? [])]
  const inPackages = far.flatMap(({ root, pages }) =>
    pages.map((page) => `${root.replace(/\/$/, '')}/${page}`),
  )
  const first = app.entryPagePath ? [app.entryPagePath] : []
  return [...new Set([...first, ...(app.pages ?? []), ...inPackages])]
}

/** Is this a page of the app, with or without parameters? A leading slash is not WeChat's way of naming one. */
export function isPage(path: string, pages: string[] | undefined): boolean {
  const [page = ''] = path.split('?')
  return pages ? pages.includes(page) : /^[\w-]+(\/[\w-]+)*$/.test(page)
}
