/**
 * `npm run bench -- phone [--rounds N]`: the local phone with our app on the desk, beside the same phone with a bare page:
 * cold start, a change of a source file until it is seen, memory of three phones. The last line is JSON.
 */
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import type { Browser, Page } from 'playwright-core'
import { sampleOpenid } from '../../database/sample'
import { median } from '../../local/cloud/bench/median'
import { createPhone, type Phone } from '../../local/phone'
import { openBrowser } from '../../tests/support/hands'
import { run } from '../run'

const root = resolve(__dirname, '../..')
const BARE: Record<string, string> = {
  'app.json': '{ "pages": ["a"] }',
  'app.js': 'App({})',
  'a.json': '{}',
  'a.js': 'Page({})',
  'a.wxml': '<view>一句话</view>',
  'project.config.json': '{}',
}
const SIZE = { width: 375, height: 812 }
const seconds = (ms: number) => Math.round(ms) / 1000

interface Served {
  url: string
  phone: Phone
  stop(): Promise<void>
}

async function serve(projectDir: string): Promise<Served> {
  const phone = await createPhone({ projectDir })
  const server = createServer((request, response) => void phone.handle(request, response))
  server.on('upgrade', (request, socket, head) => phone.upgrade(request, socket, head))
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const stop = async () => {
    await phone.close()
    server.closeAllConnections()
    server.close()
  }
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/phone/`, phone, stop }
}

/** From nothing in the browser's cache to the first page with words on it (ms). */
async function coldStart(browser: Browser, url: string, as: string): Promise<number> {
  const context = await browser.newContext({ viewport: SIZE })
  const page = await context.newPage()
  const began = performance.now()
  await page.goto(`${url}?device=cold&as=${as}`, { waitUntil: 'commit' })
  await seesWords(page)
  const took = performance.now() - began
  await context.close()
  return took
}

/** What runs in the browser is text: the shell's programs know no document. */
const HAS_WORDS = `(document.querySelector('wx-page')?.innerText.trim() ?? '') !== ''`
const seesWords = (page: Page) => page.waitForFunction(HAS_WORDS, null, { polling: 10 })

/** From the change of a file until the phone has started anew with it (ms). */
async function rebuild(browser: Browser, { url }: Served, file: string): Promise<number> {
  const page = await (await browser.newContext({ viewport: SIZE })).newPage()
  await page.goto(`${url}?device=change&as=nobody`)
  await seesWords(page)
  const mark = `changed${Date.now()}`
  const text = readFileSync(file, 'utf8')
  const began = performance.now()
  writeFileSync(file, `${text}\n;globalThis.${mark} = true\n`)
  await page.waitForFunction(`globalThis.${mark} === true`, null, { polling: 10, timeout: 60_000 })
  const took = performance.now() - began
  writeFileSync(file, text)
  await page.context().close()
  return took
}

/** Memory of all processes of the browser, shared parts counted by share (bytes). */
function browserMemory(): number {
  const tree = new Set([process.pid])
  const processes = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
  const parentOf = (pid: number) => Number(/\) \S (\d+)/.exec(readFileSync(`/proc/${pid}/stat`, 'utf8'))?.[1])
  let sum = 0
  for (const pid of processes.sort((a, b) => a - b)) {
    try {
      if (pid === process.pid || !tree.has(parentOf(pid))) continue
      tree.add(pid)
      const proportional = /^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1]
      if (readFileSync(`/proc/${pid}/comm`, 'utf8').includes('chrom')) sum += Number(proportional) * 1024
    } catch {
      // a process that has just ended
    }
  }
  return sum
}

/** What three phones side by side in one window add to an empty window (MB). */
async function threePhones(url: string, people: string[]): Promise<number> {
  const browser = await openBrowser()
  const page = await browser.newPage({ viewport: { width: 1200, height: 900 } })
  await page.goto(`${url.replace(/phone\/$/, '')}phone/runtime.css`)
  const before = browserMemory()
  const frames = people.map(
    (as, at) => `<iframe src="${url}?device=d${at}&as=${as}" style="width:375px;height:812px"></iframe>`,
  )
  await page.evaluate(`document.body.innerHTML = ${JSON.stringify(frames.join(''))}`)
  for (let at = 0; at < people.length; at++) {
    const frame = page.frameLocator('iframe').nth(at)
    await frame.locator('wx-page').first().waitFor()
  }
  await page.waitForTimeout(2000) // what is loaded after the first page
  const after = browserMemory()
  await browser.close()
  return Math.round((after - before) / 1024 / 1024)
}

async function main() {
  const { values } = parseArgs({
    options: { rounds: { type: 'string', default: '5' }, json: { type: 'boolean' } },
  })
  const rounds = Number(values.rounds)
  const folder = mkdtempSync(join(tmpdir(), 'bench-phone-'))
  const [bareDir, copyDir] = [join(folder, 'bare'), join(folder, 'copy')]
  mkdirSync(bareDir)
  for (const [name, text] of Object.entries(BARE)) writeFileSync(join(bareDir, name), text)
  // the app's own folder is not written to: a copy of it is
  mkdirSync(copyDir)
  for (const part of ['miniprogram', 'project.config.json', 'package.json'])
    cpSync(join(root, part), join(copyDir, part), { recursive: true })
  symlinkSync(join(root, 'node_modules'), join(copyDir, 'node_modules'))

  const district = await run({ dataDir: join(folder, 'data'), port: 0, log: () => undefined })
  const app = `${district.url.replace(/\/$/, '')}/phone/`
  const people = ['merchant-1', 'official-1', 'merchant-2'].map(sampleOpenid)
  const bare = await serve(bareDir)
  const copy = await serve(copyDir)
  const browser = await openBrowser()
  const times: Record<string, number[]> = { app: [], bare: [], appChange: [], bareChange: [] }
  for (let round = 0; round <= rounds; round++) {
    const taken = {
      app: await coldStart(browser, app, people[0]!),
      bare: await coldStart(browser, bare.url, 'nobody'),
      appChange: await rebuild(browser, copy, join(copyDir, 'miniprogram/app.ts')),
      bareChange: await rebuild(browser, bare, join(bareDir, 'app.js')),
    }
    if (round > 0) for (const [name, ms] of Object.entries(taken)) times[name]?.push(ms)
  }
  await browser.close()
  const memory = { app: await threePhones(app, people), bare: await threePhones(bare.url, ['a', 'b', 'c']) }
  await Promise.all([bare.stop(), copy.stop()])
  await district.stop()
  rmSync(folder, { recursive: true, force: true })

  const [start, startBare, change, changeBare] = Object.values(times).map((list) => seconds(median(list)))
  console.log(
    `medians of ${rounds} rounds, after one that does not count; beside: the same phone with a bare page`,
  )
  console.log(`cold start, empty cache to first words   ${start} s   (bare ${startBare} s)`)
  console.log(`a changed file until the phone shows it  ${change} s   (bare ${changeBare} s)`)
  console.log(`memory of three phones in one window     ${memory.app} MB   (bare ${memory.bare} MB)`)
  console.log(
    JSON.stringify({
      rounds,
      coldStartSeconds: { app: start, bare: startBare },
      changeSeconds: { app: change, bare: changeBare },
      threePhonesMegabytes: memory,
    }),
  )
}

void main().catch((error: Error) => {
  console.error(error)
  process.exit(1)
})
