import { spawn } from 'node:child_process'
import { join } from 'node:path'
import type { LocalCloud } from '../../../local/cloud/index'
import { aCloud, aFolder, cleanUp, FUNCTIONS } from './support'

const ROOT = join(__dirname, '../../..')

/** What `npm run --silent call -- …` does. */
function call(...args: string[]): Promise<{ code: number | null; out: string; err: string }> {
  const file = join(ROOT, 'local/cloud/call-cli.ts')
  const child = spawn(process.execPath, ['--import', 'tsx', file, ...args], { cwd: ROOT })
  const said = { out: '', err: '' }
  child.stdout.on('data', (chunk) => (said.out += String(chunk)))
  child.stderr.on('data', (chunk) => (said.err += String(chunk)))
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, ...said })))
}

describe('a function called from the shell', () => {
  let cloud: LocalCloud
  const dataDir = aFolder()
  beforeAll(async () => {
    cloud = await aCloud({ dataDir, functionsDir: FUNCTIONS })
  })
  afterAll(cleanUp)

  it('answers as it would a phone, in one line of JSON', async () => {
    const { code, out } = await call('echo', '{"x":1}', '--as', 'anna', '--url', cloud.adminUrl)
    expect(code).toBe(0)
    expect(JSON.parse(out)).toMatchObject({ OPENID: 'anna', SOURCE: 'wx_client', event: { x: 1 } })
    expect(out.trim().split('\n')).toHaveLength(1)
  })

  it('finds the cloud by its data folder, and calls as nobody', async () => {
    const { out } = await call('echo', '--data', dataDir)
    expect(JSON.parse(out)).toMatchObject({ event: {} })
    expect(JSON.parse(out)).not.toHaveProperty('OPENID')
  })

  it.each([
    ['an error of the function', ['shop', '{"story":"boom"}'], /errCode -504002: .*Error: boom/],
    ['an unknown function', ['nowhere'], /errCode -501000: .*FUNCTION_NOT_FOUND/],
    ['data that is no JSON', ['echo', '{x:1}'], /the data is not JSON/],
    ['nothing to call', [], /usage: npm run --silent call/],
  ])('%s: exit code 1, the reason on stderr, nothing on stdout', async (_what, args, reason) => {
    const { code, out, err } = await call(...args, '--url', cloud.url)
    expect({ code, out }).toEqual({ code: 1, out: '' })
    expect(err).toMatch(reason)
  })

  it('says so when no cloud is there', async () => {
    const gone = await aCloud()
    await gone.stop()
    expect((await call('echo', '--url', gone.url)).err).toMatch(/no local cloud answers/)
    expect((await call('echo', '--data', aFolder())).err).toMatch(/no local cloud runs with its data in/)
  })
})
