/** The import rules of docs/ARCHITECTURE.md: one direction, no area into another. */
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'

const root = resolve(__dirname, '..')
const HOUSES = ['miniprogram', 'cloudfunctions', 'database', 'local', 'scripts']

function sourcesIn(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (['node_modules', 'miniprogram_npm'].includes(entry.name)) return []
    if (entry.isDirectory()) return sourcesIn(path)
    return /\.(ts|mts|cts|mjs|cjs|js)$/.test(entry.name) ? [path] : []
  })
}

/** What a file imports: paths from the root for our own files, names for packages. */
function importsOf(file: string): string[] {
  const text = readFileSync(join(root, file), 'utf8')
  const specifiers = [
    ...text.matchAll(/(?:from\s+|import\s*\(\s*|require\s*\(\s*|^import\s+)['"]([^'"]+)['"]/gm),
  ].map((match) => match[1]!)
  return specifiers.map((name) =>
    name.startsWith('.') ? relative(root, resolve(root, dirname(file), name)) : name,
  )
}

/** The room a file or import belongs to, such as cloudfunctions/groups or miniprogram/domain. */
function room(path: string): string {
  return path.split('/').slice(0, 2).join('/')
}

const isOurs = (name: string) => HOUSES.includes(name.split('/')[0]!)

/** Null when the import is allowed, otherwise the rule it breaks. */
function brokenRule(file: string, target: string): string | null {
  const from = room(file)
  const to = room(target)
  const own = isOurs(target)
  if (from === 'miniprogram/domain') {
    if (own && to !== 'miniprogram/domain') return 'domain imports nothing but itself'
    if (!own) return 'domain imports no package'
  } else if (from === 'miniprogram/services') {
    if (own && !['miniprogram/domain', 'miniprogram/services', 'miniprogram/deployment'].includes(to))
      return 'services import services and domain'
  } else if (file.startsWith('miniprogram/')) {
    if (own && !target.startsWith('miniprogram/')) return 'the phone imports nothing from outside miniprogram'
    if (from === 'miniprogram/components' && ['miniprogram/pages', 'miniprogram/packages'].includes(to))
      return 'components import no pages'
  }
  if (file.startsWith('cloudfunctions/')) {
    const allowed = [from, 'cloudfunctions/_kit', 'miniprogram/domain']
    if (own && !allowed.includes(to)) return 'an area imports its own files, _kit and domain'
    if (!own && /^(wx-server-sdk|@cloudbase\/)/.test(target) && file !== 'cloudfunctions/_kit/cloud.ts')
      return 'only _kit/cloud.ts imports the SDKs'
  }
  if (file.startsWith('local/') && own && !target.startsWith('local/'))
    return 'local imports nothing of the app'
  if (file.startsWith('local/cloud') && own && to !== 'local/cloud') return 'the cloud stands alone'
  if (file.startsWith('local/phone') && own && to !== 'local/phone') return 'the phone stands alone'
  if (file.startsWith('database/') && own && !['miniprogram', 'database'].includes(target.split('/')[0]!))
    return 'database is data'
  return null
}

const files = HOUSES.flatMap(sourcesIn)

it('finds the sources', () => {
  expect(files).toContain('cloudfunctions/groups/send-message.ts')
  expect(importsOf('cloudfunctions/groups/send-message.ts')).toContain('cloudfunctions/_kit/refusal')
})

it('every import keeps the rules', () => {
  const broken = files.flatMap((file) => {
    return importsOf(file).flatMap((target) => {
      const rule = brokenRule(file, target)
      return rule ? [`${file} → ${target}: ${rule}`] : []
    })
  })
  expect(broken).toEqual([])
})

it.each([
  ['cloudfunctions/groups/x.ts', 'cloudfunctions/people/store'],
  ['cloudfunctions/groups/x.ts', '@cloudbase/node-sdk'],
  ['miniprogram/domain/x.ts', 'valibot'],
  ['miniprogram/services/x.ts', 'miniprogram/pages/home/home'],
  ['local/desk/x.ts', 'miniprogram/domain/errors'],
  ['local/cloud/x.ts', 'local/phone/index'],
])('would notice %s importing %s', (file, target) => {
  expect(brokenRule(file, target)).not.toBeNull()
})

it('only services/cloud.ts touches wx.cloud', () => {
  const users = files.filter(
    (file) => file.startsWith('miniprogram/') && /\bwx\.cloud\b/.test(readFileSync(join(root, file), 'utf8')),
  )
  expect(users).toEqual(['miniprogram/services/cloud.ts'])
})

it('no drawers', () => {
  const drawers = files.filter((file) => /(^|\/)(utils?|helpers?|common|misc)(\/|\.)/.test(file))
  expect(drawers).toEqual([])
})

it('where().update, remove, count and aggregate are not used inside transactions, where they would run outside', () => {
  const inside = files
    .filter((file) => file.startsWith('cloudfunctions/'))
    .filter((file) => {
      const text = readFileSync(join(root, file), 'utf8')
      return /transaction\s*\.collection\([^)]*\)\s*\.(where|aggregate|count)/.test(text)
    })
  expect(inside).toEqual([])
})

const READS_TIME = /\bDate\.now\(|\bnew Date\(\s*\)|(?<!new )(?<![.\w])Date\(\s*\)|\bperformance\.now\(/

it('the app reads the time in one place of the cloud and one of the phone; rules are given it', () => {
  const readers = files
    .filter((file) => /^(cloudfunctions|miniprogram)\//.test(file))
    .filter((file) => READS_TIME.test(readFileSync(join(root, file), 'utf8')))
  expect(readers.sort()).toEqual(['cloudfunctions/_kit/clock.ts', 'miniprogram/services/clock.ts'])
})

it.each(['Date.now()', 'new Date()', 'new Date( )', 'Date()', 'performance.now()'])(
  'would notice %s',
  (code) => {
    expect(READS_TIME.test(`const at = ${code}`)).toBe(true)
    expect(READS_TIME.test('const at = new Date(now)')).toBe(false)
  },
)
