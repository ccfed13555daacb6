/**
 * `npm run soak [-- database | calls]`, both by default; `npm test` runs a tenth of all but the memory.
 * database: 100,000 generated requests and 50 kills. calls: 10,000 calls by 8 callers at once, each with the right
 * identity, then 100,000 over which memory stays flat.
 */
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'

const root = join(__dirname, '../../..')
const env = { SOAK_REQUESTS: '100000', SOAK_KILLS: '50', SOAK_CALLS: '10000', ...process.env }
const jest = (...tests: string[]) => [
  join(root, 'node_modules/jest/bin/jest.js'),
  ...['--selectProjects', 'node', '--', ...tests],
]
const SOAKS: Record<string, string[][]> = {
  database: [jest('tests/local/cloud/soak/fuzz', 'tests/local/cloud/durability')],
  calls: [
    jest('tests/local/cloud/functions-identity'),
    ['--import', 'tsx', join(root, 'local/cloud/bench/calls.ts')],
  ],
}

const asked = process.argv.slice(2)
const unknown = asked.find((name) => !Object.hasOwn(SOAKS, name))
if (unknown) {
  console.error(`usage: npm run soak [-- ${Object.keys(SOAKS).join(' | ')}]`)
  process.exit(1)
}
let failed = false
for (const name of asked.length > 0 ? asked : Object.keys(SOAKS)) {
  for (const args of SOAKS[name]!) {
    failed = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit', env }).status !== 0 || failed
  }
}
process.exit(failed ? 1 : 0)
