/** A data folder of an earlier version: filled and started, or one sentence that says what to do. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { startCloud } from '../../local/cloud'
import { adminDatabase } from '../../scripts/admin-database'
import { fillFields } from '../../scripts/fill-fields'
import { OldData, startOnOldData } from '../../scripts/start-on-old-data'

const configDir = resolve(__dirname, '../../database')
let folder: string
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'qsj-old-'))))
afterEach(() => rmSync(folder, { recursive: true }))

const dataDir = () => join(folder, 'data')
const item = (_id: string, claimId: string) => ({ _id, claimId, voucher: `none.${_id}`, state: 'free' })

/** As the version before wrote it: no such field, and another index. */
async function oldData(items: ReturnType<typeof item>[]): Promise<void> {
  const before = join(folder, 'before')
  for (const file of ['collections.json', 'storage.json', 'templates.json', 'message-push.json'])
    cpSync(join(configDir, file), join(before, file))
  const path = join(before, 'collections.json')
  const collections = JSON.parse(readFileSync(path, 'utf8')) as Record<
    string,
    { indexes: { name: string; fields: string[][] }[] }
  >
  for (const index of collections.giftItems!.indexes)
    if (index.name === 'claims')
      Object.assign(index, { name: 'claim', fields: [['claimId', 'asc']], unique: false })
  writeFileSync(path, JSON.stringify(collections))
  const cloud = await startCloud({ dataDir: dataDir(), configDir: before })
  await adminDatabase(cloud).collection('giftItems').add(items)
  await cloud.stop()
}

it('fills what its documents lack, says so, and starts; the next start has nothing to do', async () => {
  await oldData([item('a', 'free.a'), item('b', 'claim-1'), item('c', 'claim-2')])
  const told: string[] = []
  const cloud = await startOnOldData({ dataDir: dataDir(), configDir }, (line) => told.push(line))
  const db = adminDatabase(cloud)
  const { data } = await db.collection('giftItems').orderBy('_id', 'asc').get()
  expect(data.map(({ claimIds }) => claimIds)).toEqual([['free.a'], ['claim-1'], ['claim-2']])
  expect(told).toEqual([expect.stringContaining('已补上缺的字段（3 条）')])
  expect(await fillFields(db)).toBe(0)
  await expect(db.collection('giftItems').add({ ...item('d', 'x'), claimIds: ['claim-1'] })).rejects.toThrow()
  await cloud.stop()
  const again = await startOnOldData({ dataDir: dataDir(), configDir }, (line) => told.push(line))
  await again.stop()
  expect(told).toHaveLength(1)
})

it('what cannot be mended is told in one sentence, and nothing is lost', async () => {
  await oldData([item('a', 'claim-1'), item('b', 'claim-1')])
  const start = () => startOnOldData({ dataDir: dataDir(), configDir }, () => {})
  await expect(start()).rejects.toThrow(OldData)
  await expect(start()).rejects.toThrow(`${dataDir()} 里的数据和这个版本对不上`)
  const cloud = await startCloud({ dataDir: dataDir(), configDir: join(folder, 'before') })
  expect((await adminDatabase(cloud).collection('giftItems').count()).total).toBe(2)
  await cloud.stop()
})
