/** The command as a stranger runs it: a folder in, one address out, its cloud functions beside it, SIGTERM ends both. */
import { spawn } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { collectionsNamedIn } from '../../../local/phone/functions-cloud'

const ROOT = path.resolve(__dirname, '../../..')
const FUNCTION = `const cloud = require('wx-server-sdk')
cloud.init({ env: cloud.DYNAMIC_CURRENT_ENV })
exports.main = async ({ n }) => {
  const visits = cloud.database().collection('visits')
  await visits.add({ data: { n } })
  return { openid: cloud.getWXContext().OPENID, visits: (await visits.count()).total }
}`

let folder: string
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'phone-cli-'))
  cpSync(path.join(__dirname, 'fixtures/tabs'), path.join(folder, 'mini'), { recursive: true })
  writeFileSync(path.join(folder, 'project.config.json'), '{ "miniprogramRoot": "mini/" }')
  mkdirSync(path.join(folder, 'functions/visit'), { recursive: true })
  writeFileSync(path.join(folder, 'functions/visit/index.js'), FUNCTION)
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function run(...options: string[]) {
  const child = spawn(process.execPath, ['--import', 'tsx', 'local/phone/cli.ts', ...options], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const said: string[] = []
  const complained: string[] = []
  createInterface({ input: child.stderr }).on('line', (line) => complained.push(line))
  const output = createInterface({ input: child.stdout }).on('line', (line) => said.push(line))
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
  const ready = new Promise<string>((resolve, reject) => {
    output.once('line', resolve)
    void ended.then(() => reject(new Error(complained.join('\n'))))
  })
  return { child, said, complained, ended, ready }
}

test('prints one address, serves app and functions, and ends with SIGTERM', async () => {
  const phone = run('--project', folder, '--cloudfunctions', path.join(folder, 'functions'))
  const address = await phone.ready
  expect(address).toMatch(/^http:\/\/127\.0\.0\.1:\d+\//)
  const page = await (await fetch(address)).text()
  const cloud = /"cloudUrl":"([^"]+)"/.exec(page)?.[1]
  const answer = await fetch(`${cloud}/client/function`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-wx-openid': 'oGuest' },
    body: JSON.stringify({ name: 'visit', data: { n: 1 } }),
  })
  expect(((await answer.json()) as { result: object }).result).toEqual({ openid: 'oGuest', visits: 1 })
  phone.child.kill('SIGTERM')
  expect(await phone.ended).toBe(0)
  expect(phone.said).toHaveLength(1)
  await expect(fetch(`${cloud}/client/function`, { method: 'POST' })).rejects.toThrow()
})

test('says what is wrong and ends with 1', async () => {
  const phone = run('--project', path.join(folder, 'functions'))
  await expect(phone.ready).rejects.toThrow('No app.json')
  expect(await phone.ended).toBe(1)
  expect(phone.said).toEqual([])
})

test('finds the collections the sources name, not those of packages', () => {
  mkdirSync(path.join(folder, 'functions/node_modules/x'), { recursive: true })
  writeFileSync(path.join(folder, 'functions/node_modules/x/i.js'), "db.collection('hidden')")
  writeFileSync(path.join(folder, 'mini/more.ts'), 'db.collection(`todos`); db.collection(name)')
  // what a function makes itself is not there before its first run
  writeFileSync(
    path.join(folder, 'functions/visit/more.js'),
    "db.createCollection('sales'); db.collection('sales')",
  )
  expect(collectionsNamedIn([folder])).toEqual(['todos', 'visits'])
})
