/** `npm test`: installs what is missing, then lint, types, all tests, and the two stories in a real browser. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ensureChromium, ensurePackages } from './setup.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
ensurePackages()
const CHROMIUM_PATH = ensureChromium()

/** The whole takes some 20 minutes on 2 cores; a part that hangs must fail, not hold whoever waits for the answer. */
const LONGEST_PART_MS = 25 * 60_000

const failed = []
check('style', 'prettier', ['--check', '--log-level=warn', '.'])
check('lint', 'eslint', ['.'])
for (const project of ['.', 'miniprogram', 'local/tsconfig.browser.json', 'tests']) {
  check(`types of ${project}`, 'tsc', ['--noEmit', '-p', project])
}
const counts = [
  // By itself jest leaves one core idle: half of each test waits for the local cloud.
  jest('everything but the browser', ['node', 'components'], ['--maxWorkers=2']),
  // The results stand when the last journey ends; a browser's helper that lingers must not keep the whole run waiting.
  jest('journeys in the browser', ['journeys'], ['--runInBand', '--forceExit']),
]

const total = { passed: 0, failed: failed.length, skipped: 0 }
for (const each of counts) for (const key of Object.keys(total)) total[key] += each[key]
if (failed.length > 0) console.log(`\nFailed before any test: ${failed.join(', ')}`)
console.log(`\n${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`)
process.exit(total.failed === 0 && total.passed > 0 ? 0 : 1)

/** A check that counts as one failure when it does not pass. */
function check(name, command, args) {
  const { status } = run(command, args)
  console.log(`${status === 0 ? 'ok  ' : 'FAIL'} ${name}`)
  if (status !== 0) failed.push(name)
}

function jest(name, projects, args = []) {
  console.log(`\n${name}`)
  const folder = mkdtempSync(join(tmpdir(), 'qsj-test-'))
  const outputFile = join(folder, 'result.json')
  const selected = projects.filter((project) => process.argv.length < 3 || process.argv.includes(project))
  if (selected.length === 0) return { passed: 0, failed: 0, skipped: 0 }
  const { status } = run(
    'jest',
    ['--ci', '--json', `--outputFile=${outputFile}`, '--selectProjects', ...selected, ...args],
    {
      // jest prints its JSON on stdout as well; what people read is on stderr.
      stdio: ['ignore', 'ignore', 'inherit'],
    },
  )
  try {
    const result = JSON.parse(readFileSync(outputFile, 'utf8'))
    const broken = result.testResults.filter(
      (file) => file.status === 'failed' && file.assertionResults.length === 0,
    )
    const notPassed = result.numFailedTests + broken.length
    return {
      passed: result.numPassedTests,
      failed: status === 0 ? notPassed : Math.max(1, notPassed),
      skipped: result.numPendingTests + result.numTodoTests,
    }
  } catch {
    return { passed: 0, failed: 1, skipped: 0 } // jest itself did not come to an end
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function run(command, args, options = {}) {
  return spawnSync(join(root, 'node_modules/.bin', command), args, {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, CHROMIUM_PATH },
    timeout: LONGEST_PART_MS,
    killSignal: 'SIGKILL',
    ...options,
  })
}
