import { createServer, request, type Server } from 'node:http'
import { connect, type AddressInfo } from 'node:net'
import { startDesk, type Desk, type DeskOptions } from '../../../local/desk'
import { CODES, fakeCloud, fakePhone, invocation, PEOPLE } from './fakes'

let open: Desk[] = []
afterEach(async () => {
  await Promise.all(open.map((desk) => desk.close()))
  open = []
})

async function aDesk(change: Partial<DeskOptions> = {}): Promise<Desk> {
  const desk = await startDesk({
    port: 0,
    title: '试桌',
    phone: fakePhone(),
    cloud: fakeCloud(),
    people: PEOPLE,
    codes: CODES,
    holders: ['o-tea', 'o-office'],
    ...change,
  })
  open.push(desk)
  return desk
}

/** fetch() does not let a test choose Host; node:http does. */
function ask(
  desk: Desk,
  path: string,
  headers: Record<string, string> = {},
): Promise<{ status: number; location: string }> {
  return new Promise((resolve, reject) => {
    const req = request({ host: '127.0.0.1', port: desk.port, path, headers }, (res) => {
      res.resume()
      res.on('end', () => resolve({ status: res.statusCode ?? 0, location: res.headers.location ?? '' }))
    })
    req.on('error', reject)
    req.end()
  })
}

const post = (desk: Desk, path: string, body: unknown) =>
  fetch(new URL(path, desk.url), {
    method: 'POST',
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })

describe('the port', () => {
  let taken: Server | undefined
  afterEach(() => taken?.close())

  it('when taken gives way to the next free one, and says so', async () => {
    taken = createServer()
    await new Promise<void>((resolve) => taken?.listen(0, '127.0.0.1', resolve))
    const wanted = (taken.address() as AddressInfo).port
    const said: string[] = []
    const desk = await aDesk({ port: wanted, log: (line) => said.push(line) })
    expect(desk.port).not.toBe(wanted)
    expect(desk.portTaken).toBe(true)
    expect(said.join()).toContain(String(wanted))
    expect(said.join()).toContain(String(desk.port))
    expect((await fetch(desk.url)).status).toBe(200)
  })

  it('when free is the one wanted', async () => {
    const first = await aDesk()
    await first.close()
    const desk = await aDesk({ port: first.port })
    expect(desk).toMatchObject({ port: first.port, portTaken: false, url: `http://127.0.0.1:${first.port}/` })
  })
})

describe('visitors', () => {
  it('from another name are refused, whatever they ask for', async () => {
    const desk = await aDesk()
    for (const path of ['/', '/desk/data.json', '/phone/x']) {
      expect((await ask(desk, path, { host: `evil.example:${desk.port}` })).status).toBe(403)
      expect((await ask(desk, path, { origin: 'https://evil.example' })).status).toBe(403)
      expect((await ask(desk, path, { origin: 'null' })).status).toBe(403)
      expect((await ask(desk, path, { host: 'localhost.evil.example' })).status).toBe(403)
    }
  })

  it('by the name localhost are led to the one address whose storage the phones use', async () => {
    const desk = await aDesk()
    expect(await ask(desk, '/', { host: `localhost:${desk.port}` })).toEqual({
      status: 302,
      location: desk.url,
    })
    expect((await ask(desk, '/desk/data.json', { host: `localhost:${desk.port}` })).status).toBe(200)
  })
})

it('serves the page, its script and its style', async () => {
  const desk = await aDesk()
  const page = await (await fetch(desk.url)).text()
  const files = [...page.matchAll(/(?:src|href)="(\/desk\/[^"]+)"/g)].map((match) => match[1] ?? '')
  expect(files.sort()).toEqual(['/desk/desk.css', '/desk/desk.js'])
  for (const file of files) expect((await fetch(new URL(file, desk.url))).status).toBe(200)
  expect((await fetch(new URL('/desk/nothing', desk.url))).status).toBe(404)
})

it('tells the page who and what there is', async () => {
  const stories = [{ title: '问一句', lines: ['写下', '发送', '等回应'] }]
  const desk = await aDesk({ stories })
  expect(await (await fetch(new URL('/desk/data.json', desk.url))).json()).toEqual({
    title: '试桌',
    phonePath: '/phone',
    people: PEOPLE,
    codes: CODES,
    stories,
    holders: ['o-tea', 'o-office'],
  })
})

it('refuses to start with a holder nobody knows', async () => {
  await expect(aDesk({ holders: ['o-tea', 'o-nobody'] })).rejects.toThrow('holder')
})

it('leaves everything under its path to the phone', async () => {
  const desk = await aDesk()
  const answer = await fetch(new URL('/phone/app.js?v=1', desk.url))
  expect(await answer.text()).toBe('phone answered /phone/app.js?v=1')
  expect((await fetch(new URL('/phone/missing', desk.url))).status).toBe(404)
  expect((await fetch(new URL('/phones', desk.url))).status).toBe(404)
})

it('answers 500 when the phone fails, and says why in the log', async () => {
  const said: string[] = []
  const phone = { handle: () => Promise.reject(new Error('broken glass')), upgrade: () => false }
  const desk = await aDesk({ phone, log: (line) => said.push(line) })
  expect((await fetch(new URL('/phone/', desk.url))).status).toBe(500)
  expect(said).toEqual(['desk: broken glass'])
})

it('drops an upgrade no phone wants, and closes with one still open', async () => {
  let wanted = 0
  const desk = await aDesk({
    phone: { ...fakePhone(), upgrade: (req) => req.url === '/phone/live' && ++wanted > 0 },
  })
  const dial = (path: string) => {
    const socket = connect(desk.port, '127.0.0.1')
    const head = `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n`
    socket.on('error', () => {})
    socket.write(head)
    return new Promise<void>((resolve) => socket.on('close', () => resolve()))
  }
  const kept = dial('/phone/live')
  await dial('/other')
  expect(wanted).toBe(1)
  await desk.close()
  await kept
})

describe('the log', () => {
  it('gives what happened after the line already known, with its cost', async () => {
    const cloud = fakeCloud()
    const desk = await aDesk({ cloud })
    const read = async (query: string) =>
      (await (await fetch(new URL(`/desk/log${query}`, desk.url))).json()) as never
    cloud.log.push(invocation('r1'), invocation('r2', { ok: false, databaseRequests: 5 }))
    expect(await read('')).toMatchObject({
      now: cloud.clock.now(),
      lines: [{ requestId: 'r1' }, { requestId: 'r2' }],
    })
    expect(await read('?after=r1')).toMatchObject({
      lines: [{ requestId: 'r2', function: 'tea', ms: 12, databaseRequests: 5, ok: false }],
    })
    expect(await read('?after=r2')).toMatchObject({ lines: [] })
    expect(await read('?after=forgotten')).toMatchObject({
      lines: [{ requestId: 'r1' }, { requestId: 'r2' }],
    })
  })

  it('names the functions that can be broken: those given and those seen', async () => {
    const cloud = fakeCloud()
    cloud.log.push(invocation('r1'))
    const desk = await aDesk({ cloud, functions: ['quiet'] })
    expect(await (await fetch(new URL('/desk/log', desk.url))).json()).toMatchObject({
      faults: { quiet: null, tea: null },
    })
  })
})

describe('faults of single database requests', () => {
  it('are planned, counted and cleared with all others', async () => {
    const cloud = fakeCloud()
    const desk = await aDesk({ cloud, functions: ['tea'] })
    const plan = { function: 'tea', request: 2, kind: 'killAfter', times: 3 }
    const planned = await post(desk, '/desk/request-faults', { plan, timersTwice: true })
    expect(await planned.json()).toEqual({ plans: [plan], happened: 0, timersTwice: true })
    cloud.faults.breakFunction('tea', 'throw')
    const url = new URL('/desk/request-faults', desk.url)
    expect(await (await fetch(url, { method: 'DELETE' })).json()).toMatchObject({
      plans: [],
      timersTwice: false,
    })
    const log = (await (await fetch(new URL('/desk/log', desk.url))).json()) as object
    expect(log).toMatchObject({ faults: { tea: null }, requestFaults: { plans: [], happened: 0 } })
  })

  it('are refused with a reason when they make no sense', async () => {
    const desk = await aDesk({ cloud: fakeCloud() })
    const refused = await post(desk, '/desk/request-faults', { plan: { request: 0, kind: 'fail' } })
    expect(refused.status).toBe(400)
    expect(await refused.text()).toMatch(/request: a whole number from 1/)
  })
})

describe('faults of open APIs and channels', () => {
  type Outside = { name: string; kinds: string[]; how: string | null }[]
  const named = (name: string) => (all: Outside) => all.find((one) => one.name === name)

  it('are offered with what each can do, set, and cleared with all others', async () => {
    const cloud = fakeCloud()
    const desk = await aDesk({ cloud })
    const turn = async (body: object) =>
      (await post(desk, '/desk/outside-fault', body)).json() as Promise<Outside>
    const after = await turn({ name: 'security.mediaCheckAsync', how: 'late' })
    expect(named('security.mediaCheckAsync')(after)).toMatchObject({ how: 'late' })
    expect(named('subscribeMessage.send')(after)?.kinds).not.toContain('late')
    expect(named('sms')(await turn({ name: 'sms', how: 'lostAnswer' }))).toEqual({
      ...{ name: 'sms', how: 'lostAnswer' },
      kinds: ['refuse', 'unreachable', 'lostAnswer'],
    })
    expect(cloud.outsideFaults()).toEqual({ 'security.mediaCheckAsync': 'late', sms: 'lostAnswer' })

    await fetch(new URL('/desk/request-faults', desk.url), { method: 'DELETE' })
    expect(cloud.outsideFaults()).toEqual({})
    const log = (await (await fetch(new URL('/desk/log', desk.url))).json()) as { outsideFaults: Outside }
    expect(log.outsideFaults.map(({ how }) => how)).toEqual(Array(log.outsideFaults.length).fill(null))
  })

  it('tell of a number that a test has set', async () => {
    const cloud = fakeCloud()
    const desk = await aDesk({ cloud })
    cloud.breakOpenApi('subscribeMessage.send', { errcode: 43108 })
    const log = (await (await fetch(new URL('/desk/log', desk.url))).json()) as { outsideFaults: Outside }
    expect(named('subscribeMessage.send')(log.outsideFaults)?.how).toBe('errcode 43108')
  })

  it.each([
    [{ name: 'subscribeMessage.sent', how: 'timeout' }, /api: one of security.msgSecCheck/],
    [{ name: 'subscribeMessage.send', how: 'risky' }, /how: timeout, lostAnswer, failure/],
    [{ name: 'subscribeMessage.send' }, /how: timeout/],
    [{ name: 'sms', how: 'explode' }, /how: one of refuse/],
  ])('refuse %j', async (body, reason) => {
    const cloud = fakeCloud()
    const desk = await aDesk({ cloud })
    const refused = await post(desk, '/desk/outside-fault', body)
    expect(refused.status).toBe(400)
    expect(await refused.text()).toMatch(reason)
    expect(cloud.outsideFaults()).toEqual({})
  })
})

describe('faults', () => {
  it('are set and lifted', async () => {
    const cloud = fakeCloud()
    const desk = await aDesk({ cloud })
    const set = await post(desk, '/desk/fault', { function: 'tea', how: 'lostAnswer' })
    expect(await set.json()).toEqual({ faults: { tea: 'lostAnswer' } })
    expect(await (await post(desk, '/desk/fault', { function: 'tea', how: null })).json()).toEqual({
      faults: { tea: null },
    })
    expect(cloud.broken).toEqual([
      ['tea', 'lostAnswer'],
      ['tea', null],
    ])
  })

  it.each([
    [{ how: 'throw' }],
    [{ function: 'tea', how: 'explode' }],
    [{ function: 'tea' }],
    ['not json'],
    ['[]'],
  ])('refuse %j', async (body) => {
    const cloud = fakeCloud()
    const desk = await aDesk({ cloud })
    expect((await post(desk, '/desk/fault', body)).status).toBe(400)
    expect(cloud.broken).toEqual([])
  })

  it('cannot be set by reading, nor from another site', async () => {
    const cloud = fakeCloud()
    const desk = await aDesk({ cloud })
    expect((await fetch(new URL('/desk/fault', desk.url))).status).toBe(404)
    const foreign = await fetch(new URL('/desk/fault', desk.url), {
      method: 'POST',
      headers: { origin: 'https://evil.example' },
      body: JSON.stringify({ function: 'tea', how: 'throw' }),
    })
    expect(foreign.status).toBe(403)
    expect(cloud.broken).toEqual([])
  })
})

describe('the clock', () => {
  it('is read, moved on through its timers, set, stopped and started', async () => {
    const cloud = fakeCloud()
    const desk = await aDesk({ cloud })
    const before = cloud.clock.now()
    const move = async (body: object) => (await post(desk, '/desk/clock', body)).json()
    expect(await (await fetch(new URL('/desk/clock', desk.url))).json()).toEqual({
      now: before,
      frozen: false,
    })
    const later = before + 3600_000
    expect(await move({ advance: 3600_000 })).toEqual({ now: later, frozen: false, fired: 1, failed: 1 })
    expect(await move({ freeze: true })).toEqual({ now: later, frozen: true })
    expect(await move({ set: before })).toEqual({ now: before, frozen: true })
    expect(await move({ resume: true })).toEqual({ now: before, frozen: false })
  })

  it.each([[{ advance: -1 }], [{ advance: '60' }], [{ advance: 1e15 }], [{ set: 'tea' }], [{}]])(
    'refuses %j',
    async (body) => {
      const cloud = fakeCloud()
      const desk = await aDesk({ cloud })
      const before = cloud.clock.now()
      expect((await post(desk, '/desk/clock', body)).status).toBe(400)
      expect(cloud.clock.now()).toBe(before)
    },
  )
})
