/** The whole district on one machine: local cloud, sample, phones, desk. */
import { join, resolve } from 'node:path'
import { sampleOpenid } from '../database/sample'
import type { LocalCloud } from '../local/cloud'
import { startDesk } from '../local/desk'
import { createPhone } from '../local/phone'
import { adminDatabase, adminUpload } from './admin-database'
import { areaNames, openBuild } from './build'
import { dataFolder } from './data-folder'
import { loadSampleOnce } from './load-sample'
import { codesForDesk, peopleForDesk, STORIES } from './sample-for-desk'
import { functionVariables, secretsIn } from './secrets'
import { watchSettings } from './settings-watch'
import { startOnOldData } from './start-on-old-data'

const root = resolve(__dirname, '..')

export interface RunOptions {
  /** Where data survives a restart. QSJ_DATA, or .data in the project. */
  dataDir?: string
  /** The wanted port; another is used and said when it is taken. PORT, or 7788. */
  port?: number
  log?: (line: string) => void
}

export interface Running {
  url: string
  cloud: LocalCloud
  stop(): Promise<void>
}

/** Starts everything and prints one address. */
export async function run(options: RunOptions = {}): Promise<Running> {
  const started = Date.now()
  const dataDir = resolve(options.dataDir ?? dataFolder())
  const port = options.port ?? Number(process.env.PORT ?? 7788)
  const log = options.log ?? console.log

  const [secrets, functions] = await Promise.all([secretsIn(dataDir), openBuild()])
  const variables = functionVariables(secrets)
  // For sealing the sample's sheets and recognising its people's numbers, as the cloud does.
  Object.assign(process.env, { SCENE_KEYS: variables.SCENE_KEYS, PHONE_KEY: variables.PHONE_KEY })
  const cloud = await startOnOldData(
    {
      dataDir: join(dataDir, 'cloud'),
      configDir: join(root, 'database'),
      functionsDir: join(root, 'dist/cloudfunctions'),
      appJson: join(root, 'miniprogram/app.json'),
      functionEnv: (url) => functionVariables(secrets, url),
      log: process.env.QSJ_VERBOSE ? log : undefined,
    },
    log,
  )
  const db = adminDatabase(cloud)
  const keyVersion = Object.keys(secrets.sceneKeys).at(-1)!
  const upload = adminUpload(cloud)
  const secret = secrets.sceneKeys[keyVersion]!
  if (await loadSampleOnce(db, { now: cloud.clock.now(), keyVersion, secret, upload }))
    log('示例区已备好（183 位示例成员、三条示例路线）。')

  let codeProblem: string | null = null
  const phone = await createPhone({ projectDir: root, cloudUrl: cloud.url, log })
  const desk = await startDesk({
    port,
    title: '群上见',
    phone,
    cloud,
    people: peopleForDesk(),
    codes: await codesForDesk(db, cloud.clock.now()),
    holders: [sampleOpenid('merchant-1'), sampleOpenid('official-1')],
    stories: STORIES,
    functions: await areaNames(),
    codeProblem: () => codeProblem,
    log,
  })
  await functions.follow({
    async built(area) {
      await cloud.reloadFunction(area)
      codeProblem = null
      log(`云函数 ${area} 已换上新代码。`)
    },
    failed(area, reason) {
      codeProblem = `云函数 ${area} 的新代码不能用，仍在运行原来的：\n${reason}`
      log(codeProblem)
    },
  })
  const stopWatching = watchSettings(join(root, 'database'), (file) =>
    log(`database/${file} 改了，重新启动后才用得上。`),
  )
  log(`群上见已就绪（${((Date.now() - started) / 1000).toFixed(1)} 秒）。请在浏览器打开：${desk.url}`)

  const stop = async () => {
    stopWatching()
    await functions.stop()
    await desk.close()
    await phone.close()
    await cloud.stop()
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void stop().finally(() => process.exit(0)))
  }
  return { url: desk.url, cloud, stop }
}
