/** `npm run replay -- STORY [options]`: plays a story many times with failures, and counts what went wrong. */
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'

const STORIES: Record<string, string> = {
  mentions: 'scripts/replay/mentions/main.ts',
  rallies: 'scripts/replay/rallies/main.ts',
  requests: 'scripts/replay/requests/main.ts',
}

const [name = '', ...options] = process.argv.slice(2)
const file = STORIES[name]
if (!file) {
  console.error(`usage: npm run replay -- (${Object.keys(STORIES).join(' | ')}) [options]`)
  process.exit(1)
}
const root = join(__dirname, '..')
const args = ['--import', 'tsx', file, ...options]
process.exit(spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' }).status ?? 1)
