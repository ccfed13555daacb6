/**
 * `npm run bench -- chat [--json] [--talk SECONDS] [--seed N]`: 183 open phones of one group. Sixty people write at once,
 * within five seconds; then two minutes of talk while networks fail, answers get lost, phones and functions are killed.
 *
 * seenWithin3sShare: of all pairs of one of the sixty messages and an open phone, those shown within 3 s of being
 * written. fetchesPerPhonePerSecondMax: the most questions (opening, or for changes) any phone began within one second.
 */
import { fork } from 'node:child_process'
import { join } from 'node:path'
import { buildSync } from 'esbuild'
import type { MessageView } from '../../miniprogram/domain/contract/groups'
import { createPhone, type Phone } from './phone'

const BURST = 60
const BURST_MS = 5_000
const FUNCTION_FAULTS = 0.002

interface CloudFacts {
  url: string
  conversationId: string
  openids: string[]
}
type Stored = { id: string; text: string; order: number }[]

const options = process.argv.slice(2)
const option = (name: string, otherwise: number) =>
  options.includes(name) ? Number(options[options.indexOf(name) + 1]) : otherwise
const talkMs = option('--talk', 120) * 1_000
const random = generator(option('--seed', 1))
const say = (line: string) => console.error(line)
const pause = (ms: number) => new Promise((resume) => setTimeout(resume, ms))

async function main(): Promise<void> {
  const cloud = fork(join(__dirname, 'chat-cloud.ts'), { execArgv: ['--import', 'tsx'] })
  const answer = <Message>() => new Promise<Message>((resolve) => cloud.once('message', resolve as never))
  const { url, conversationId, openids } = await answer<CloudFacts>()
  const built = buildSync({
    entryPoints: [join(__dirname, 'phone-app.ts')],
    bundle: true,
    write: false,
    format: 'cjs',
  })
  const code = built.outputFiles[0]!.text

  const writtenAt = new Map<string, number>()
  const seenAt = new Map<string, number[]>()
  /** When each phone asked, by its starts: an app that was killed knows nothing of its last question and opens at once. */
  const calls: number[][] = []
  const phones = openids.map((openid) => {
    let asked: number[] = []
    const seen = new Set<string>()
    return createPhone({
      code,
      cloudUrl: url,
      openid,
      conversationId,
      onCall: (action) => {
        if (action === 'openConversation') calls.push((asked = []))
        if (action === 'openConversation' || action === 'readChanges') asked.push(performance.now())
      },
      onMessages: (messages: MessageView[]) => {
        for (const { text } of messages.slice(-BURST)) {
          if (seen.has(text)) continue
          seen.add(text)
          const written = writtenAt.get(text)
          if (written !== undefined)
            seenAt.set(text, [...(seenAt.get(text) ?? []), performance.now() - written])
        }
      },
    })
  })
  for (let at = 0; at < phones.length; at += 20)
    await Promise.all(phones.slice(at, at + 20).map((phone) => phone.start()))
  say(`${phones.length} phones are open`)

  const written: string[] = []
  const writes = (phone: Phone) => {
    const text = `第 ${written.length + 1} 句`
    written.push(text)
    writtenAt.set(text, performance.now())
    phone.app()!.say(`draft-${written.length}-of-the-bench`, text)
  }
  for (const phone of phones.slice(0, BURST)) {
    writes(phone)
    await pause(BURST_MS / BURST)
  }
  await until(() => [...seenAt.values()].flat().length >= BURST * phones.length, 30_000)
  const delays = written.map((text) => seenAt.get(text) ?? [])
  const soon = delays.flat().filter((ms) => ms <= 3_000).length
  const seenWithin3sShare = soon / (BURST * phones.length)
  say(`the ${BURST} messages: seen within 3 s ${(100 * seenWithin3sShare).toFixed(2)} %`)
  say(`slowest ${Math.round(Math.max(...delays.flat()))} ms`)

  cloud.send({ kind: 'faults', share: FUNCTION_FAULTS, seed: option('--seed', 1) })
  const trouble = { offline: 0, answersLost: 0, phonesKilled: 0 }
  const end = performance.now() + talkMs
  while (performance.now() < end) {
    const phone = phones[Math.floor(random() * phones.length)]!
    const other = phones[Math.floor(random() * phones.length)]!
    if (phone.app()) writes(phone)
    const dice = random()
    if (dice < 0.2) void fails(other, 'off').then(() => (trouble.offline += 1))
    else if (dice < 0.4) void fails(other, 'answersLost').then(() => (trouble.answersLost += 1))
    else if (dice < 0.6 && other.app()) void restarts(other).then(() => (trouble.phonesKilled += 1))
    await pause(200 + random() * 600)
  }
  cloud.send({ kind: 'faults' })
  for (const phone of phones) phone.network('on')
  await until(() => phones.every((phone) => phone.app()?.waiting() === 0), 120_000)

  const ask = async () => {
    const reply = answer<{ stored: Stored; kills: number }>()
    cloud.send({ kind: 'stored' })
    return reply
  }
  const { stored, kills } = await ask()
  const order = stored.map(({ id }) => id)
  /** A phone that was opened late has the newest pages only: what it has must be the end of what is stored. */
  const shows = (phone: Phone) => {
    const ids = (phone.app()?.messages() ?? []).map(({ messageId }) => messageId)
    const same = ids.length > 0 && ids.join() === order.slice(-ids.length).join()
    return { same, double: ids.length - new Set(ids).size }
  }
  await until(() => phones.every((phone) => shows(phone).same), 60_000)

  const texts = stored.map(({ text }) => text)
  const orders = phones.map(shows)
  const result = {
    sent: written.length,
    lost: written.filter((text) => !texts.includes(text)).length,
    double:
      written.filter((text) => texts.filter((each) => each === text).length > 1).length +
      orders.reduce((sum, { double }) => sum + double, 0),
    orderDiffers: orders.filter(({ same }) => !same).length,
    seenWithin3sShare: Number(seenWithin3sShare.toFixed(4)),
    fetchesPerPhonePerSecondMax: Math.max(...calls.map(mostInASecond)),
  }
  say(
    `talk of ${talkMs / 1_000} s: ${trouble.offline} times offline, ${trouble.answersLost} times answers lost, ` +
      `${trouble.phonesKilled} phones killed, ${kills} functions killed`,
  )
  console.log(JSON.stringify(result, null, options.includes('--json') ? undefined : 2))
  for (const phone of phones) phone.kill()
  cloud.kill()
  process.exit(0)
}

async function fails(phone: Phone, how: 'off' | 'answersLost'): Promise<void> {
  phone.network(how)
  await pause(1_000 + random() * 7_000)
  phone.network('on')
}

async function restarts(phone: Phone): Promise<void> {
  phone.kill()
  await pause(random() * 5_000)
  await phone.start()
}

async function until(condition: () => boolean, longest: number): Promise<void> {
  const end = performance.now() + longest
  while (!condition() && performance.now() < end) await pause(100)
}

/** The most of these moments (ms) that lie within one second. */
function mostInASecond(moments: number[]): number {
  return Math.max(0, ...moments.map((from) => moments.filter((at) => at >= from && at < from + 999).length))
}

/** Mulberry32: the same numbers for the same seed. */
function generator(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

void main()
