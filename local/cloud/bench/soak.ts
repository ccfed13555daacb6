/** `npm run soak`: 100,000 generated requests and 50 kills; `npm test` runs a tenth of both. */
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'

const root = join(__dirname, '../../..')
const tests = ['tests/local/cloud/soak', 'tests/local/cloud/durability']
const env = { SOAK_REQUESTS: '100000', SOAK_KILLS: '50', ...process.env }
const args = [join(root, 'node_modules/jest/bin/jest.js'), '--selectProjects', 'node', '--', ...tests]
process.exit(spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit', env }).status ?? 1)
