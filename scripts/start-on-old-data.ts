/** Starts the local cloud also on a data folder that an earlier version wrote. */
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { FILLS } from '../database/fills'
import { IndexNotBuilt, startCloud, type CloudOptions, type LocalCloud } from '../local/cloud'
import { adminDatabase } from './admin-database'
import { fillFields } from './fill-fields'

type Options = CloudOptions & { dataDir: string; configDir: string }

/** What `npm start` says in one sentence, without a stack. */
export class OldData extends Error {}

/**
 * An index that cannot be built is a sign of documents from before a field of it was there: they are filled, with that
 * index left out, and the cloud is started again. See docs/decisions/0046.
 * @throws OldData when they cannot be mended: the folder is as it was, or only filled
 */
export async function startOnOldData(options: Options, log: (line: string) => void): Promise<LocalCloud> {
  try {
    return await startCloud(options)
  } catch (error) {
    if (!(error instanceof IndexNotBuilt)) throw error
    const filled = await fillOldData(options)
    if (filled > 0) log(`${options.dataDir} 里是以前版本写的数据，已补上缺的字段（${filled} 条）。`)
  }
  try {
    return await startCloud(options)
  } catch (error) {
    if (!(error instanceof IndexNotBuilt)) throw error
    throw new OldData(
      `${options.dataDir} 里的数据和这个版本对不上（${error.collection} 的索引 ${error.index}），请先把这个文件夹移到别处，再运行 npm start：会重新装一份示例，旧数据仍在您移去的地方。`,
    )
  }
}

async function fillOldData({ dataDir, configDir }: Options): Promise<number> {
  const without = await mkdtemp(join(tmpdir(), 'qsj-fill-'))
  try {
    await cp(configDir, without, { recursive: true, filter: (path) => !/\.ts$|sample/.test(path) })
    await leaveOutIndexes(join(without, 'collections.json'))
    const cloud = await startCloud({ dataDir, configDir: without })
    try {
      return await fillFields(adminDatabase(cloud))
    } finally {
      await cloud.stop()
    }
  } finally {
    await rm(without, { recursive: true, force: true })
  }
}

interface Schema {
  indexes: { fields: [string, string][]; unique?: boolean }[]
}

/** Unique ones on fields that are to be filled: they are built at the start after this one. */
async function leaveOutIndexes(path: string): Promise<void> {
  const collections = JSON.parse(await readFile(path, 'utf8')) as Record<string, Schema>
  for (const { collection, field } of FILLS) {
    const schema = collections[collection]
    if (!schema) continue
    schema.indexes = schema.indexes.filter(
      ({ fields, unique }) => !unique || !fields.some(([name]) => name === field),
    )
  }
  await writeFile(path, JSON.stringify(collections))
}
