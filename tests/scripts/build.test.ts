import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startCloud, type LocalCloud } from '../../local/cloud'
import { openBuild, type OpenBuild } from '../../scripts/build'

describe('functions built while they are served', () => {
  const folder = mkdtempSync(join(tmpdir(), 'qsj-build-'))
  const folders = { from: join(folder, 'cloudfunctions'), to: join(folder, 'dist') }
  const told: string[] = []
  let functions: OpenBuild
  let cloud: LocalCloud
  const save = (path: string, text: string) => {
    const file = join(folders.from, path)
    mkdirSync(join(file, '..'), { recursive: true })
    writeFileSync(file, text)
  }
  /** Saves a file and waits for what the build says of it. */
  const saved = async (path: string, text: string) => {
    const before = told.length
    save(path, text)
    while (told.length === before) await new Promise((resolve) => setTimeout(resolve, 20))
    return told.slice(before)
  }
  const greet = async (data = {}) => (await cloud.callFunction('greet', data)).result

  beforeAll(async () => {
    save('greet/config.json', '{ "timeout": 20 }')
    save('greet/index.ts', "import { word } from '../_kit/word'\nexport const main = () => word")
    save('_kit/word.ts', "export const word = 'hello'")
    save('other/config.json', '{}')
    save('other/index.ts', 'export const main = () => 1')
    functions = await openBuild(folders)
    cloud = await startCloud({ functionsDir: folders.to })
    await functions.follow({
      async built(area) {
        await cloud.reloadFunction(area)
        told.push(`built ${area}`)
      },
      failed: (area, reason) => told.push(`failed ${area}: ${reason}`),
    })
  })
  afterAll(async () => {
    await functions.stop()
    await cloud.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  it('answer anew after a file they share was saved, without a restart', async () => {
    expect(await greet()).toBe('hello')
    expect(await saved('_kit/word.ts', "export const word = 'good morning'")).toEqual(['built greet'])
    expect(await greet()).toBe('good morning')
  })

  it('keep the old code when the new cannot be built, and say where', async () => {
    const [failure] = await saved('greet/index.ts', 'export const main = () => {')
    expect(failure).toMatch(/failed greet: .*Unexpected end of file[^]*greet\/index\.ts:1:/)
    expect(await greet()).toBe('good morning')
  })

  it('let an invocation that runs end on the old code', async () => {
    const patient = (word: string) =>
      `import { existsSync } from 'node:fs'
       export const main = async ({ until }: { until?: string }) => {
         while (until && !existsSync(until)) await new Promise((resolve) => setTimeout(resolve, 20))
         return '${word}'
       }`
    await saved('greet/index.ts', patient('old'))
    const until = join(folder, 'released')
    const running = greet({ until })
    await saved('greet/index.ts', patient('new'))
    expect(await greet()).toBe('new')
    writeFileSync(until, '')
    expect(await running).toBe('old')
  })

  it('take a new config.json, and refuse a broken one', async () => {
    expect((await saved('greet/config.json', '{ "timeout": '))[0]).toMatch(/failed greet: .*JSON/)
    expect((await saved('greet/config.json', '{ "timeout": -1 }'))[0]).toMatch(
      /failed greet: .*timeout must be a positive number/,
    )
    expect(await greet()).toBe('new')
    expect(await saved('greet/config.json', '{ "timeout": 1 }')).toEqual(['built greet'])
    await expect(greet({ until: join(folder, 'never') })).rejects.toMatchObject({ errCode: -504003 })
  })
})

it('a build that cannot be done at all says where', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'qsj-build-'))
  mkdirSync(join(folder, 'from/greet'), { recursive: true })
  writeFileSync(join(folder, 'from/greet/index.ts'), "import './nowhere'")
  const folders = { from: join(folder, 'from'), to: join(folder, 'to') }
  await expect(openBuild(folders)).rejects.toThrow(/index\.ts:1:7: ERROR: Could not resolve ".\/nowhere"/)
  rmSync(folder, { recursive: true, force: true })
})
