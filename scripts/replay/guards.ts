/**
 * Cloud functions built for a replay, whole or with one guard taken out: a replay that counts nothing wrong proves
 * something only when it does count what a missing guard does.
 */
import { readFile } from 'node:fs/promises'
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
  const guard = Object.hasOwn(guards, broken) ? guards[broken]! : null
  if (!guard) throw new Error(`no guard ${broken}; known are ${Object.keys(guards).join(', ')}`)
  let removed = false
  await buildFunctions({ from, to }, [without(guard, () => (removed = true))])
  if (!removed) throw new Error(`guard ${broken}: no function uses ${guard.file}`)
  return to
}

function without({ file, snippet, without: instead }: Guard, removed: () => void): Plugin {
  const path = join(root, file)
  return {
    name: 'without a guard',
    setup(build) {
      build.onLoad({ filter: /\.ts$/ }, async (args) => {
        if (args.path !== path) return undefined
        const text = await readFile(path, 'utf8')
        const parts = text.split(snippet)
        if (parts.length !== 2)
          throw new Error(`${file}: expected once, found ${parts.length - 1} times: ${snippet}`)
        removed()
        return { contents: parts.join(instead), loader: 'ts' }
      })
    },
  }
}
