import nodeModule from 'node:module'
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createCompiler } from '../../../local/phone/compiler/compile'
import { readJson, readProject, type Project } from '../../../local/phone/compiler/project'
import { resolveComponent, resolveModule } from '../../../local/phone/compiler/resolve'
import { compileScript } from '../../../local/phone/compiler/script'
import { compileWxs } from '../../../local/phone/compiler/wxs'

let dir: string
let project: Project
const write = (file: string, text: string) => {
  mkdirSync(path.dirname(path.join(dir, file)), { recursive: true })
  writeFileSync(path.join(dir, file), text)
}

beforeEach(() => {
  dir = mkdtempSync(path.join(tmpdir(), 'phone-compiler-'))
  cpSync(path.join(__dirname, 'fixtures/tabs'), path.join(dir, 'mini'), { recursive: true })
  write('project.config.json', '{ "miniprogramRoot": "mini/", /* a word */ "appid": "wx1", }')
  write('node_modules/kit/package.json', '{ "main": "x.js", "miniprogram": "dist" }')
  write('node_modules/kit/dist/button/button.json', '{ "component": true }')
  write('node_modules/kit/dist/button/button.js', "require('inner'); Component({})")
  write('node_modules/kit/dist/button/button.wxml', '<view />')
  write('node_modules/kit/dist/miniprogram_npm/inner/index.js', 'module.exports = 1')
  write('node_modules/plain/package.json', '{ "main": "main.js" }')
  write('node_modules/plain/main.js', "module.exports = require('./two')")
  write('node_modules/plain/two.js', 'module.exports = 2')
  write('mini/pages/a/more.ts', 'export const more: number = 1')
  project = readProject(dir)
})
afterEach(() => rmSync(dir, { recursive: true }))

test('project.config.json may hold comments and trailing commas, and says where the app is', () => {
  expect(project).toMatchObject({ root: path.join(dir, 'mini/'), appId: 'wx1' })
  expect(() => readProject(path.join(dir, 'node_modules'))).toThrow('No app.json')
  write('bad.json', '{ "a": ')
  expect(() => readJson(path.join(dir, 'bad.json'))).toThrow(/bad\.json/)
})

test('modules are found beside, from the root, without ./, in TypeScript, and as npm packages', () => {
  const from = 'pages/a/a.js'
  expect(resolveModule(project, './more', from)).toBe('pages/a/more.js')
  expect(resolveModule(project, '/pages/a/more', from)).toBe('pages/a/more.js')
  expect(resolveModule(project, 'more.js', from)).toBe('pages/a/more.js')
  expect(resolveModule(project, '../../custom-tab-bar/tabs', from)).toBe('custom-tab-bar/tabs.js')
  expect(resolveModule(project, 'plain', from)).toBe('miniprogram_npm/plain/index.js')
  expect(resolveModule(project, 'plain/two', from)).toBeNull()
  expect(resolveModule(project, 'nothing', from)).toBeNull()
})

test('components are found relative, absolute, by npm name; a package brings its own packages', () => {
  expect(resolveComponent(project, 'kit/button/button', 'pages/a/a')).toBe(
    'miniprogram_npm/kit/button/button',
  )
  expect(resolveComponent(project, '/custom-tab-bar/index', 'pages/a/a')).toBe('custom-tab-bar/index')
  expect(resolveComponent(project, '../../custom-tab-bar', 'pages/a/a')).toBe('custom-tab-bar/index')
  expect(resolveModule(project, 'inner', 'miniprogram_npm/kit/button/button.js')).toBe(
    'miniprogram_npm/kit/miniprogram_npm/inner/index.js',
  )
})

test('a package without a miniprogram folder is bundled into one file; its inner files are missing, and that is said', async () => {
  write('mini/pages/a/a.js', "require('plain'); require('plain/two'); Page({})")
  const pack = await createCompiler(project)()
  const bundle = pack.modules['miniprogram_npm/plain/index.js']?.code ?? ''
  const module = { exports: 0 }
  new Function('module', bundle)(module)
  expect(module.exports).toBe(2)
  expect(pack.warnings).toEqual([
    "pages/a/a.js: require('plain/two') is not there: DevTools packs only the main file of plain, not two",
  ])
})

test('import and module.exports may stand in one file, types disappear', async () => {
  const { code, specifiers } = await compileScript(
    "import type { A } from './types'\nimport b from './b'\nmodule.exports = { b }",
    'x.ts',
  )
  expect(specifiers).toEqual(['./b'])
  const module = { exports: {} as { b?: string } }
  new Function('require', 'module', 'exports', code)(
    () => ({ __esModule: true, default: 'B' }),
    module,
    module.exports,
  )
  expect(module.exports.b).toBe('B')
  await expect(compileScript('let a = ;', 'x.ts')).rejects.toThrow('x.ts:1:')
})

test('WXS reads types by name and requires without its extension', () => {
  expect(compileWxs("require('./a.wxs'); x.constructor === 'Array'")).toBe(
    "require('./a'); x.wxsConstructor === 'Array'",
  )
})

test('a pattern of WXS keeps the backslashes that no string escape uses', () => {
  const patternOf = (source: string) => {
    const getRegExp = (pattern: string, flags?: string) => new RegExp(pattern, flags)
    return (new Function('getRegExp', `return ${compileWxs(source)}`) as (g: unknown) => RegExp)(getRegExp)
  }
  expect(patternOf(String.raw`getRegExp('^-?\d+(\.\d+)?$')`).test('44.5')).toBe(true)
  expect(patternOf(String.raw`getRegExp("\\d", "g")`).test('4')).toBe(true)
  expect(patternOf(String.raw`getRegExp('it\'s')`).test("it's")).toBe(true)
  expect(compileWxs(String.raw`x = 'a\d'`)).toBe(String.raw`x = 'a\d'`)
})

test('a component of app.json that is not there is said once, of app.json', async () => {
  write('mini/app.json', '{ "pages": ["pages/a/a"], "usingComponents": { "no": "/no/no" } }')
  const { warnings } = await createCompiler(project)()
  expect(warnings.filter((line) => line.includes('"no"'))).toEqual([
    'app.json: usingComponents "no": "/no/no" was not found',
  ])
})

test('a broken file keeps its last good version, and only real changes make a new version', async () => {
  const compile = createCompiler(project)
  const first = await compile()
  expect(first.errors).toEqual([])
  expect((await compile()).version).toBe(first.version)
  write('mini/pages/a/a.js', 'Page({')
  const broken = await compile()
  expect(broken.errors).toEqual([expect.objectContaining({ file: 'pages/a/a.js', keptLastGood: true })])
  expect(broken.modules['pages/a/a.js']).toEqual(first.modules['pages/a/a.js'])
  write('mini/pages/a/a.js', 'Page({ data: {} })')
  const mended = await compile()
  expect(mended.errors).toEqual([])
  expect(mended.version).not.toBe(first.version)
})

const ask = (...plugins: string[]) => {
  const config = { miniprogramRoot: 'mini/', setting: { useCompilerPlugins: plugins } }
  write('project.config.json', JSON.stringify(config))
  project = readProject(dir)
}

test('a style sheet whose compiler is not installed is named, and the app runs without it', async () => {
  ask('less')
  rmSync(path.join(dir, 'mini/app.wxss'))
  write('mini/app.less', '.a { width: @size }')
  const none = () => {
    throw Object.assign(new Error('Cannot find module'), { code: 'MODULE_NOT_FOUND' })
  }
  const looking = jest.spyOn(nodeModule, 'createRequire').mockReturnValue(none as never)
  const pack = await createCompiler(project)()
  looking.mockRestore()
  expect(pack.errors).toEqual([])
  expect(pack.unsupported).toEqual(['less (less is not installed)'])
  expect(pack.warnings).toEqual([expect.stringContaining('app.less: the package less is not installed')])
})

test('Sass is compiled as the project asks for: nested rules, partials, rpx; a mistake has its place', async () => {
  rmSync(path.join(dir, 'mini/app.wxss'))
  write('mini/style/_colors.scss', '$red: #e34d59;')
  write('mini/app.scss', "@use 'style/colors';\n.a { color: colors.$red; .b { width: 750rpx } }")
  const without = await createCompiler(project)()
  expect(without.warnings).toEqual([expect.stringContaining('app.scss is not compiled')])
  expect(without.styles.app).toBeUndefined()
  ask('typescript', 'sass')
  const pack = await createCompiler(project)()
  expect(pack.errors).toEqual([])
  expect(pack.styles.app).toMatch(/--a \{\s+color: #e34d59;\s+\}\s+\S+--a \S+--b \{\s+width: 100vw;\s+\}/)
  write('mini/app.scss', '.a {\n  color: $nothing }')
  const { errors } = await createCompiler(project)()
  expect(errors).toEqual([
    expect.objectContaining({ message: expect.stringMatching(/Undefined.*app\.scss 2:10/s) }),
  ])
})

test("style sheets in Less and Sass are compiled by the project's own compilers", async () => {
  ask('less', 'sass')
  rmSync(path.join(dir, 'mini/app.wxss'))
  write('mini/app.scss', '.a { color: $c }')
  write('mini/pages/a/a.less', '.b { width: @size }')
  write('node_modules/less/package.json', '{ "main": "l.js" }')
  write(
    'node_modules/less/l.js',
    "exports.render = async (text) => ({ css: text.replace('@size', '10rpx') })",
  )
  write('node_modules/sass/package.json', '{ "main": "s.js" }')
  write('node_modules/sass/s.js', "exports.compileString = (text) => ({ css: text.replace('$c', 'red') })")
  const pack = await createCompiler(project)()
  expect(pack.unsupported).toEqual([])
  expect(pack.styles.app).toContain('color: red')
  expect(pack.styles['pages/a/a']).toContain('vw')
})
