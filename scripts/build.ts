/**
 * Bundles each cloud function into dist/cloudfunctions/<area>/: the platform uploads a function's folder alone, so what
 * areas share must be inside. So is the database's SDK, because loading it file by file is most of a cold start;
 * wx-server-sdk stays outside (the cloud installs it) and is loaded by the few invocations that need it. Nothing is
 * minified: it loads no faster, and a stack in the cloud's log can be read.
 */
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { context, formatMessages, type BuildContext, type BuildResult, type Plugin } from 'esbuild'

const root = resolve(__dirname, '..')

/** Where the functions' sources lie, and where their bundles go. */
export interface BuildFolders {
  from: string
  to: string
}
const FOLDERS: BuildFolders = { from: join(root, 'cloudfunctions'), to: join(root, 'dist/cloudfunctions') }

/** The names of all areas: each is one deployed function. */
export async function areaNames({ from } = FOLDERS): Promise<string[]> {
  const entries = await readdir(from, { withFileTypes: true })
  return entries
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('_'))
    .map((entry) => entry.name)
}

/** Builds all areas once, with further plugins of the bundler if one wants. @throws Error that names the file and line of a mistake */
export async function buildFunctions(folders = FOLDERS, plugins: Plugin[] = []): Promise<void> {
  const functions = await openBuild(folders, plugins)
  await functions.stop()
}

/** What a build that goes on tells. */
export interface BuildFollower {
  /** An area's bundle or config.json has changed, or can be built again. */
  built(area: string): void | Promise<void>
  /** It cannot be built; the former bundle stays. `reason` names file and line. */
  failed(area: string, reason: string): void
}

export interface OpenBuild {
  /** Builds an area again whenever a file it is made of has changed. */
  follow(follower: BuildFollower): Promise<void>
  stop(): Promise<void>
}

/** Builds all areas and stays ready to build them again. @throws Error that names the file and line of a mistake */
export async function openBuild(folders = FOLDERS, plugins: Plugin[] = []): Promise<OpenBuild> {
  const manifest = await readFile(join(root, 'package.json'), 'utf8')
  const { devDependencies } = JSON.parse(manifest) as { devDependencies: Record<string, string> }
  const dependencies = { 'wx-server-sdk': devDependencies['wx-server-sdk']! }
  let follower: BuildFollower | undefined
  const contexts: BuildContext[] = []
  const stop = async () => void (await Promise.all(contexts.map((each) => each.dispose())))
  const buildArea = async (area: string) => {
    let broken = false
    const again = async (result: BuildResult) => {
      if (!follower) return
      try {
        const changed = await write(folders, area, dependencies, result)
        if (changed || broken) await follower.built(area)
        broken = false
      } catch (error) {
        broken = true
        follower.failed(area, (error as Error).message)
      }
    }
    const build = await openContext(join(folders.from, area), again, plugins)
    contexts.push(build)
    await write(folders, area, dependencies, await build.rebuild())
  }
  try {
    await Promise.all((await areaNames(folders)).map(buildArea))
  } catch (error) {
    await stop()
    throw error
  }
  return {
    async follow(whom) {
      follower = whom
      await Promise.all(contexts.map((each) => each.watch()))
    },
    stop,
  }
}

function openContext(
  source: string,
  ended: (result: BuildResult) => Promise<void>,
  others: Plugin[],
): Promise<BuildContext> {
  const entry = join(source, 'index.ts')
  const plugin: Plugin = {
    name: 'one function',
    setup(build) {
      // config.json is no import, but a change of it is one of the function, too.
      build.onResolve({ filter: /[\\/]index\.ts$/ }, ({ kind, path }) =>
        kind === 'entry-point' ? { path, watchFiles: [join(source, 'config.json')] } : undefined,
      )
      build.onEnd(ended)
    },
  }
  return context({
    entryPoints: [entry],
    bundle: true,
    write: false,
    platform: 'node',
    target: 'node18',
    external: ['wx-server-sdk'],
    logLevel: 'silent',
    plugins: [plugin, ...others],
  })
}

/** @returns whether anything differs from what was there @throws Error with esbuild's own words */
async function write(
  { from, to }: BuildFolders,
  area: string,
  dependencies: Record<string, string>,
  { errors, outputFiles }: BuildResult,
): Promise<boolean> {
  if (errors.length > 0) throw new Error((await formatMessages(errors, { kind: 'error' })).join('').trim())
  const config = await readFile(join(from, area, 'config.json'), 'utf8')
  JSON.parse(config) // half written, it must not replace the one that works
  const manifest = { name: area, version: '1.0.0', private: true, main: 'index.js', dependencies }
  const files = {
    'index.js': outputFiles![0]!.text,
    'config.json': config,
    'package.json': `${JSON.stringify(manifest, null, 2)}\n`,
  }
  await mkdir(join(to, area), { recursive: true })
  let changed = false
  for (const [name, text] of Object.entries(files)) {
    const file = join(to, area, name)
    if ((await readFile(file, 'utf8').catch(() => null)) === text) continue
    changed = true
    await writeFile(`${file}.new`, text)
    await rename(`${file}.new`, file) // an instance that starts at this moment reads one or the other, never a half
  }
  return changed
}

if (require.main === module) {
  buildFunctions()
    .then(() => areaNames())
    .then((areas) => console.log(`Built ${areas.join(', ')} into dist/cloudfunctions/`))
    .catch((error: Error) => {
      console.error(error.message)
      process.exit(1)
    })
}
