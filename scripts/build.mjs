/**
 * Bundles each cloud function into dist/cloudfunctions/<area>/: the platform uploads a function's folder alone, so what
 * areas share must be inside. The SDKs stay outside (the cloud installs them from the package.json written here).
 */
import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const root = fileURLToPath(new URL('..', import.meta.url))
const sdks = ['@cloudbase/node-sdk', 'wx-server-sdk']

/** @returns {Promise<string[]>} the names of all areas, each a deployed function */
export async function areaNames() {
  const entries = await readdir(join(root, 'cloudfunctions'), { withFileTypes: true })
  return entries.filter((entry) => entry.isDirectory() && !entry.name.startsWith('_')).map((entry) => entry.name)
}

/** Builds one area, or all of them. */
export async function buildFunctions(areas) {
  const { devDependencies } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'))
  const dependencies = Object.fromEntries(sdks.map((name) => [name, devDependencies[name]]))
  await Promise.all(
    (areas ?? (await areaNames())).map(async (area) => {
      const from = join(root, 'cloudfunctions', area)
      const to = join(root, 'dist/cloudfunctions', area)
      await mkdir(to, { recursive: true })
      await build({
        entryPoints: [join(from, 'index.ts')],
        outfile: join(to, 'index.js'),
        bundle: true,
        platform: 'node',
        target: 'node18',
        external: sdks,
        sourcemap: 'linked',
        logLevel: 'warning',
      })
      await cp(join(from, 'config.json'), join(to, 'config.json'))
      const manifest = { name: area, version: '1.0.0', private: true, main: 'index.js', dependencies }
      await writeFile(join(to, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`)
    }),
  )
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await rm(join(root, 'dist/cloudfunctions'), { recursive: true, force: true })
  await buildFunctions()
  console.log(`Built ${(await areaNames()).join(', ')} into dist/cloudfunctions/`)
}
