/** `npm run bench -- NAME [options]`: measures one part. */
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'

const BENCHES: Record<string, string> = {
  database: 'local/cloud/bench/database.ts',
  cold: 'scripts/cold.ts',
  chat: 'scripts/bench/chat.ts',
  rallies: 'scripts/bench/rallies.ts',
  requests: 'scripts/bench/requests.ts',
  phone: 'scripts/bench/phones.ts',
}

const [name = '', ...options] = process.argv.slice(2)
const file = BENCHES[name]
if (!file) {
  console.error(`usage: npm run bench -- (${Object.keys(BENCHES).join(' | ')}) [--json]`)
  process.exit(1)
}
const root = join(__dirname, '..')
const args = ['--import', 'tsx', file, ...options]
process.exit(spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' }).status ?? 1)
