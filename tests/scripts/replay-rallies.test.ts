/** The replay of 打卡 finds nothing in the app as it is, and something in an app without one of its guards. */
import { execFile } from 'node:child_process'
import { resolve } from 'node:path'
import { promisify } from 'node:util'
import { withoutGuard } from '../../scripts/replay/guards'
import { GUARDS } from '../../scripts/replay/rallies/guards'

const root = resolve(__dirname, '../..')
const COUNTS = ['lost', 'double', 'falselyConfirmed', 'oversold', 'refusedWhileStock', 'stockMismatch']

async function replay(...options: string[]): Promise<Record<string, number>> {
  const args = ['--import', 'tsx', 'scripts/replay.ts', 'rallies', '--json', ...options]
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: root })
  return JSON.parse(stdout.trim().split('\n').at(-1)!) as Record<string, number>
}
const wrongs = (counts: Record<string, number>) => COUNTS.reduce((sum, name) => sum + counts[name]!, 0)

it('counts nothing wrong, with at least 20 scans and 5 faults in every schedule', async () => {
  const counts = await replay('--schedules', '2', '--seed', '7')
  expect(wrongs(counts)).toBe(0)
  expect(counts.scans).toBeGreaterThanOrEqual(40)
  expect(counts.faultsInjected).toBeGreaterThanOrEqual(10)
  expect(counts.claims).toBeGreaterThan(0)
}, 120_000)

it.each(['stamp-id', 'kept-before-sent', 'code-check', 'claim-id', 'only-free'])(
  'notices that %s is missing',
  async (guard) => {
    expect(wrongs(await replay('--schedules', '1', '--seed', '1', '--break', guard))).toBeGreaterThan(0)
  },
  120_000,
)

it('breaks no guard in name only', () => {
  for (const name of Object.keys(GUARDS)) expect(withoutGuard(GUARDS, name).name).toBe(`without ${name}`)
  expect(() => withoutGuard(GUARDS, 'nothing')).toThrow('no guard nothing')
})
