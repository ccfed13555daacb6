/** Starting: the bad cases of a machine. */
import { execFileSync, spawnSync } from 'node:child_process'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { aDataFolder, startDistrict } from '../support/district'

const ROOT = join(__dirname, '../..')

jest.setTimeout(120_000)

it('a port that is taken: another is used, and said', async () => {
  const folder = aDataFolder()
  const other = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => other.once('listening', resolve))
  const { port } = other.address() as { port: number }
  const district = await startDistrict(folder.dataDir, port)
  try {
    expect(district.port).not.toBe(port)
    expect(district.printed()).toContain(`端口 ${port} `)
    const response = await fetch(district.url)
    expect(response.status).toBe(200)
  } finally {
    await district.stop('SIGKILL')
    other.close()
    folder.remove()
  }
})

it('a second start on the same data says who holds it and ends', async () => {
  const folder = aDataFolder()
  const first = await startDistrict(folder.dataDir)
  try {
    await expect(startDistrict(folder.dataDir)).rejects.toThrow(/in use|正在使用/)
    expect((await fetch(first.url)).status).toBe(200)
  } finally {
    await first.stop('SIGINT')
    folder.remove()
  }
})

it('tools of the shell find it by QSJ_DATA, and its WeChat knows the pages of the app', async () => {
  const folder = aDataFolder()
  const district = await startDistrict(folder.dataDir)
  const tool = (...args: string[]) => {
    const env = { ...process.env, QSJ_DATA: folder.dataDir }
    return execFileSync(process.execPath, ['--import', 'tsx', ...args], { cwd: ROOT, env, encoding: 'utf8' })
  }
  try {
    const me = tool('scripts/at-district.ts', 'call', 'people', '{"action":"me","input":{},"contract":1}')
    expect(JSON.parse(me)).toMatchObject({ ok: false })
    expect(JSON.parse(tool('scripts/at-district.ts', 'clock', '--freeze'))).toMatchObject({ frozen: true })

    const variables = tool('local/cloud/env-cli.ts', '--data', folder.dataDir).trim().split('\n')
    const env = { ...process.env, ...Object.fromEntries(variables.map((line) => line.split(/=(.*)/s))) }
    const codeFor = (page: string) =>
      spawnSync(process.execPath, ['-e', DRAW_CODE, page], { cwd: ROOT, env, encoding: 'utf8' }).stdout
    expect(codeFor('pages/me/me')).toBe('drawn')
    expect(codeFor('pages/nowhere/nowhere')).toBe('41030')
  } finally {
    await district.stop('SIGKILL')
    folder.remove()
  }
})

const DRAW_CODE = `
  const cloud = require('wx-server-sdk')
  cloud.init()
  cloud.openapi.wxacode.getUnlimited({ scene: 's', page: process.argv[1] }).then(
    () => process.stdout.write('drawn'),
    ({ errCode }) => process.stdout.write(String(errCode)),
  )`
