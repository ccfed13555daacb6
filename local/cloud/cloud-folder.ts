import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

const isCloud = (dir: string) => existsSync(join(dir, 'database.sqlite'))

/**
 * The folder with the documents: this one, or the one below it (as `npm start` lays them out).
 * @returns `at` the name of the one below, or ''
 * @throws Error with a sentence for people
 */
export function cloudFolder(dir: string): { dir: string; at: string } {
  if (!existsSync(dir)) throw new Error(`there is no folder ${dir}`)
  if (isCloud(dir)) return { dir, at: '' }
  const below = readdirSync(dir, { withFileTypes: true }).find(
    (entry) => entry.isDirectory() && isCloud(join(dir, entry.name)),
  )
  if (!below) throw new Error(`${dir} holds no data of a local cloud`)
  return { dir: join(dir, below.name), at: below.name }
}
