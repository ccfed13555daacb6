import { execFile } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { gzipSync } from 'node:zlib'
import nodeSdk from '@cloudbase/node-sdk'
import { pack } from 'tar-stream'
import { exportState, importState } from '../../../local/cloud/archive/state'
import { actAs, aCloud, aConfig, aFolder, cleanUp, nodeDatabase } from './support'

const ROOT = join(__dirname, '../../..')
const run = promisify(execFile)

afterEach(cleanUp)

async function aFilledCloud(dataDir: string) {
  const cloud = await aCloud({ dataDir, configDir: aConfig({ things: {} }) })
  await nodeDatabase(cloud).collection('things').add({ _id: 'a', 名: '早市' })
  const app = nodeSdk.init({ env: cloud.envId })
  const { fileID } = await app.uploadFile({ cloudPath: '照片/a.txt', fileContent: Buffer.from('picture') })
  return { cloud, fileID }
}

/** What a cloud on this folder shows of what aFilledCloud put in. */
async function seenIn(dataDir: string, fileID: string) {
  const cloud = await aCloud({ dataDir })
  const things = (await nodeDatabase(cloud).collection('things').get()).data as { _id: string }[]
  actAs(cloud)
  const { fileContent } = await nodeSdk.init({ env: cloud.envId }).downloadFile({ fileID })
  await cloud.stop()
  return { things, file: String(fileContent) }
}

it('carries a stopped cloud, and all that lies beside it, into an empty folder', async () => {
  const around = aFolder()
  writeFileSync(join(around, 'secrets.json'), '{"key":1}')
  const { cloud, fileID } = await aFilledCloud(join(around, 'cloud'))
  await cloud.stop()
  const file = join(aFolder(), 'state.tar.gz')
  await exportState({ data: around }, file)
  expect(readdirSync(join(around, 'cloud')).filter((name) => name.startsWith('.'))).toEqual([])

  const target = join(aFolder(), 'deep', 'new')
  await importState(file, target, false)
  expect(readFileSync(join(target, 'secrets.json'), 'utf8')).toBe('{"key":1}')
  expect(await seenIn(join(target, 'cloud'), fileID)).toEqual({
    things: [{ _id: 'a', 名: '早市' }],
    file: 'picture',
  })
})

it('carries a running cloud as of one moment, while it goes on writing', async () => {
  const dataDir = aFolder()
  const { cloud, fileID } = await aFilledCloud(dataDir)
  const file = join(aFolder(), 'state.tar.gz')
  const db = nodeDatabase(cloud)
  let going = true
  let written = 0
  const writing = (async () => {
    // Two documents at once: half of a pair would betray a torn copy.
    for (; going; written++)
      await db.collection('things').add([{ _id: `l${written}` }, { _id: `r${written}` }])
  })()
  await exportState({ data: dataDir }, file)
  going = false
  await writing
  const target = aFolder()
  await importState(file, target, false)
  const seen = await seenIn(target, fileID)
  const ids = seen.things.map(({ _id }) => _id)
  expect(seen.file).toBe('picture')
  expect(ids).toContain('a')
  expect(ids.filter((id) => id.startsWith('l')).map((id) => id.slice(1))).toEqual(
    ids.filter((id) => id.startsWith('r')).map((id) => id.slice(1)),
  )
  expect(written).toBeGreaterThan(0)
})

it('from the shell: by url and back, and a full folder only with --replace', async () => {
  const dataDir = aFolder()
  const { cloud, fileID } = await aFilledCloud(dataDir)
  const file = join(aFolder(), 'state.tar.gz')
  const shell = (name: string, ...args: string[]) =>
    run(process.execPath, ['--import', 'tsx', `local/cloud/archive/${name}-cli.ts`, ...args], { cwd: ROOT })
  expect((await shell('export', '--url', cloud.url, file)).stdout).toMatch(/^exported \d+ files, .* MB, to /)
  await expect(shell('import', file, '--data', dataDir, '--replace')).rejects.toThrow(
    /nothing was changed: data folder .* is in use/,
  )
  await nodeDatabase(cloud).collection('things').doc('a').remove()
  await cloud.stop()
  await expect(importState(file, dataDir, false)).rejects.toThrow(/is not empty; --replace/)
  await importState(file, dataDir, true)
  expect((await seenIn(dataDir, fileID)).things).toHaveLength(1)
  const other = aFolder()
  writeFileSync(join(other, 'thesis.doc'), 'years of work')
  await expect(importState(file, other, true)).rejects.toThrow(/holds no data of a local cloud/)
  expect(readdirSync(other)).toEqual(['thesis.doc'])
}, 20_000)

it('a cloud in memory says that it cannot be exported', async () => {
  const cloud = await aCloud()
  await expect(exportState({ url: cloud.url }, join(aFolder(), 'x'))).rejects.toThrow(
    /in memory; start it with/,
  )
  await expect(exportState({ data: aFolder() }, join(aFolder(), 'x'))).rejects.toThrow(/holds no data/)
})

describe('an archive that is not whole or not friendly changes nothing', () => {
  const sha256 = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad' // of abc
  const listed = (name: string, size = 3, digest = sha256) => ({ name, size, sha256: digest })
  type Entry = [header: Parameters<ReturnType<typeof pack>['entry']>[0], body: string]

  async function anArchive(manifest: object | string, entries: Entry[]): Promise<string> {
    const tar = pack()
    const text =
      typeof manifest === 'string'
        ? manifest
        : JSON.stringify({ format: 'local-cloud-state', version: 1, ...manifest })
    tar.entry({ name: 'manifest.json' }, text)
    for (const [header, body] of entries) tar.entry(header, body)
    tar.finalize()
    const chunks: Buffer[] = []
    for await (const chunk of tar) chunks.push(chunk as Buffer)
    const bytes = Uint8Array.from(Buffer.concat(chunks as never))
    const file = join(aFolder(), 'bad.tar.gz')
    writeFileSync(file, Uint8Array.from(gzipSync(bytes)))
    return file
  }

  it.each<[string, object | string, Entry[], RegExp]>([
    [
      'a path upwards',
      { files: [listed('../evil')] },
      [[{ name: '../evil' }, 'abc']],
      /"..\/evil", which could lie outside/,
    ],
    ['a path inside out', { files: [listed('a/../../evil')] }, [], /could lie outside/],
    ['an absolute path', { files: [listed('/tmp/evil')] }, [], /could lie outside/],
    ['a path of Windows', { files: [listed('a\\b')] }, [], /could lie outside/],
    [
      'a symbolic link',
      { files: [listed('a')] },
      [[{ name: 'a', type: 'symlink', linkname: '/etc/passwd' }, '']],
      /a symlink, not a file/,
    ],
    ['a file not listed', { files: [] }, [[{ name: '../evil' }, 'abc']], /which its list does not name/],
    [
      'a file twice',
      { files: [listed('a')] },
      [
        [{ name: 'a' }, 'abc'],
        [{ name: 'a' }, 'abc'],
      ],
      /does not name/,
    ],
    ['a file missing', { files: [listed('a')] }, [], /a is missing/],
    ['other bytes', { files: [listed('a')] }, [[{ name: 'a' }, 'abd']], /other bytes than its list says/],
    ['another size', { files: [listed('a', 2)] }, [[{ name: 'a' }, 'abc']], /another size/],
    [
      'a broken database',
      { files: [listed('d.sqlite')] },
      [[{ name: 'd.sqlite' }, 'abc']],
      /no whole database/,
    ],
    ['a later format', { version: 2, files: [] }, [], /has format 2, this program reads format 1/],
    ['another program’s archive', '{}', [], /no exported state/],
    ['a list that is none', 'x', [], /no exported state/],
  ])('%s', async (_what, manifest, entries, reason) => {
    const parent = aFolder()
    const target = join(parent, 'data')
    mkdirSync(target)
    await expect(importState(await anArchive(manifest, entries), target, false)).rejects.toThrow(reason)
    expect([readdirSync(parent), readdirSync(target)]).toEqual([['data'], []])
    expect(existsSync('/tmp/evil')).toBe(false)
  })

  it('cut off, overwritten in the middle, or no archive at all', async () => {
    const dataDir = aFolder()
    const { cloud } = await aFilledCloud(dataDir)
    await cloud.stop()
    const file = join(aFolder(), 'state.tar.gz')
    await exportState({ data: dataDir }, file)
    const whole = readFileSync(file)
    const parent = aFolder()
    const target = join(parent, 'data')
    const spoilt = Uint8Array.from(whole)
    spoilt.fill(7, spoilt.length >> 1, (spoilt.length >> 1) + 50)
    for (const bytes of [
      whole.subarray(0, whole.length - 20),
      whole.subarray(0, 200),
      spoilt,
      Buffer.from('hello'),
      Buffer.alloc(0),
    ]) {
      writeFileSync(file, bytes as Uint8Array)
      await expect(importState(file, target, false)).rejects.toThrow(/damaged|no exported state/)
      expect(readdirSync(parent)).toEqual([])
    }
  })
})
