/**
 * Cloud functions built for a replay, whole or with one guard taken out: a replay that counts nothing wrong proves
 * something only when it does count what a missing guard does.
 */
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Plugin } from 'esbuild'
import { buildFunctions } from '../build'

const root = resolve(__dirname, '../..')

/** One guard: a snippet that stands exactly once in one file, and what stands there when the guard is missing. */
export interface Guard {
  file: string
  snippet: string
  without: string
}

/**
 * Builds the functions into a folder of this story's own.
 * @param story such as mentions
 * @param broken the name of a guard to take out
 * @returns the folder
 * @throws Error when there is no such guard, or its snippet is no longer in its file: the guard has to be named anew
 */
export async function buildForReplay(
  story: string,
  guards: Record<string, Guard>,
  broken?: string,
): Promise<string> {
  // Inside the project, where the functions find the packages that are not bundled.
  const to = join(root, 'dist/replay', `${story}-${broken ?? 'whole'}`)
  const from = join(root, 'cloudfunctions')
  if (broken === undefined) {
    await buildFunctions({ from, to })
    return to
  }
  let removed = false
  await buildFunctions({ from, to }, [withoutGuard(guards, broken, () => (removed = true))])
  if (!removed) throw new Error(`guard ${broken}: no function uses ${guards[broken]!.file}`)
  return to
}

/**
 * Takes a guard out of whatever is bundled.
 * @param removed hears when its file was met
 * @throws Error when there is no such guard, or its snippet is not in its file exactly once: it has to be named anew
 */
export function withoutGuard(
  guards: Record<string, Guard>,
  name: string,
  removed: () => void = () => undefined,
): Plugin {
  const guard = Object.hasOwn(guards, name) ? guards[name]! : null
  if (!guard) throw new Error(`no guard ${name}; known are ${Object.keys(guards).join(', ')}`)
  const path = join(root, guard.file)
  const parts = readFileSync(path, 'utf8').split(guard.snippet)
  if (parts.length !== 2)
    throw new Error(`${name}: expected once in ${guard.file}, found ${parts.length - 1} times`)
  return {
    name: `without ${name}`,
    setup(build) {
      build.onLoad({ filter: /\.ts$/ }, ({ path: loaded }) => {
        if (loaded !== path) return undefined
        removed()
        return { contents: parts.join(guard.without), loader: 'ts' }
      })
    },
  }
}
