/** Makes a fresh machine ready: the packages of the lock file, and for tests a Chromium. Says clearly what it can't do. */
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))

/** Installs what package-lock.json names, unless exactly that is there already. Exits with a sentence when it fails. */
export function ensurePackages() {
  const major = Number(process.versions.node.split('.')[0])
  if (major < 20)
    fail(`需要 Node.js 20 或更新的版本，这台机器是 ${process.versions.node}。请先升级：https://nodejs.org`)
  const lock = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex')
  const mark = join(root, 'node_modules/.installed-lock')
  if (existsSync(mark) && readFileSync(mark, 'utf8') === lock) return
  console.log('第一次运行，正在安装依赖（约一分钟）…')
  const { status } = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  })
  if (status !== 0) fail('依赖没有装上。请检查网络能否访问 npm 源，然后在项目文件夹里运行：npm ci')
  writeFileSync(mark, lock)
}

/** The Chromium to test with: CHROMIUM_PATH, else one on PATH, else installed by apt when root. */
export function ensureChromium() {
  const found =
    process.env.CHROMIUM_PATH ||
    onPath(['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'])
  if (found) {
    if (!existsSync(found)) fail(`CHROMIUM_PATH 指向的文件不存在：${found}`)
    return found
  }
  const command = 'apt-get update && apt-get install -y chromium fonts-noto-cjk'
  const isRoot = process.getuid?.() === 0
  if (!isRoot || !onPath(['apt-get'])) {
    fail(`测试需要 Chromium。请先运行：sudo sh -c '${command}'，或者用 CHROMIUM_PATH 指明已有的一个。`)
  }
  console.log('正在安装 Chromium 和中文字体（测试要用真浏览器）…')
  const { status } = spawnSync('sh', ['-c', command], { stdio: ['ignore', 'ignore', 'inherit'] })
  const installed = onPath(['chromium'])
  if (status !== 0 || !installed) fail(`Chromium 没有装上。请手工运行：${command}`)
  return installed
}

function onPath(names) {
  for (const folder of (process.env.PATH ?? '').split(':')) {
    for (const name of names) if (folder && existsSync(join(folder, name))) return join(folder, name)
  }
  return null
}

function fail(sentence) {
  console.error(sentence)
  process.exit(1)
}
