/**
 * Bundles each cloud function into dist/cloudfunctions/<area>/: the platform uploads a function's folder alone, so what
 * areas share must be inside. The SDKs stay outside (the cloud installs them from the package.json written here).
 */
import { cp, mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { build } from 'esbuild'

const root = resolve(__dirname, '..')
const SDKS = ['@cloudbase/node-sdk', 'wx-server-sdk'] as const

/** The names of all areas: each is one deployed function. */
export async function areaNames(): Promise<string[]> {
  const entries = await readdir(join(root, 'cloudfunctions'), { withFileTypes: true })
  return entries
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('_'))
    .map((entry) => entry.name)
}

/** Builds the areas named, or all of them. */
export async function buildFunctions(areas?: string[]): Promise<void> {
  const manifest = await readFile(join(root, 'package.json'), 'utf8')
  const { devDependencies } = JSON.parse(manifest) as { devDependencies: Record<string, string> }
  const dependencies = Object.fromEntries(SDKS.map((name) => [name, devDependencies[name]]))
  await Promise.all((areas ?? (await areaNames())).map((area) => buildFunction(area, dependencies)))
}

async function buildFunction(area: string, dependencies: Record<string, string | undefined>): Promise<void> {
  const from = join(root, 'cloudfunctions', area)
  const to = join(root, 'dist/cloudfunctions', area)
  await mkdir(to, { recursive: true })
  await build({
    entryPoints: [join(from, 'index.ts')],
    outfile: join(to, 'index.js'),
    bundle: true,
    platform: 'node',
    target: 'node18',
    external: [...SDKS],
    sourcemap: 'linked',
    logLevel: 'warning',
  })
  await cp(join(from, 'config.json'), join(to, 'config.json'))
  const manifest = { name: area, version: '1.0.0', private: true, main: 'index.js', dependencies }
  await writeFile(join(to, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`)
}

if (require.main === module) {
  void buildFunctions()
    .then(areaNames)
    .then((areas) => console.log(`Built ${areas.join(', ')} into dist/cloudfunctions/`))
}
