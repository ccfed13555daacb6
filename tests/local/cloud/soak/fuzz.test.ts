import { Agent, request } from 'node:http'
import { aCloud, aConfig, cleanUp } from '../support'
import { chance } from './random'
import { aRequest } from './requests'

const REQUESTS = Number(process.env.SOAK_REQUESTS ?? 10_000)
const SEED = Number(process.env.SOAK_SEED ?? 20260101)
const MOST_DOCUMENTS = 60

interface Answer {
  status: number
  code?: string
  message?: string
  requestId?: string
  transactionId?: string
  data?: { list?: string[] }
}

const agent = new Agent({ keepAlive: true })
afterAll(async () => {
  agent.destroy()
  await cleanUp()
})

function send(url: string, text: string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { method: 'POST', agent }, (response) => {
      let body = ''
      response.on('data', (part: Buffer) => (body += part.toString('utf8')))
      response.on('end', () => resolve({ status: response.statusCode ?? 0, ...(JSON.parse(body) as object) }))
    })
    sent.on('error', reject)
    sent.end(text)
  })
}

it(`answers ${REQUESTS} generated requests by name, never dies and writes nothing of a refused one`, async () => {
  const indexes = [
    { name: 'a_b', fields: [['a', 'asc'], ['b', 'desc']] },
    { name: 'list', fields: [['list.k', 'asc']] },
    { name: 'c', fields: [['c.d', 'asc'], ['_id', 'asc']], unique: true },
  ] // prettier-ignore
  const cloud = await aCloud({ configDir: aConfig({ things: { indexes } }) })
  const random = chance(SEED)
  const whole = { action: 'database.getDocument', collectionName: 'things', queryType: 'WHERE', limit: 1000 }
  const state = async () => (await send(cloud.adminUrl, JSON.stringify(whole))).data!.list!
  const emptied = { action: 'database.removeDocument', collectionName: 'things', query: '{}', multi: true }
  const open: string[] = []
  const abortAll = async () => {
    for (const transactionId of open.splice(0)) {
      await send(cloud.adminUrl, JSON.stringify({ action: 'database.abortTransaction', transactionId }))
    }
  }
  const seen = { good: 0, refused: 0 }
  for (let i = 0; i < REQUESTS; i++) {
    const { text, writes } = aRequest(random, open)
    // A write from outside would wait for what a transaction has locked.
    if (writes && !text.includes('"transactionId"')) await abortAll()
    const watched = writes && i % 10 === 0
    const before = watched ? await state() : []
    const answer = await send(cloud.adminUrl, text)
    const where = `seed ${SEED}, request ${i}: ${text}\n${answer.message ?? ''}`
    if (answer.status !== 200 || !answer.requestId || answer.code === 'SYS_ERR') throw new Error(where)
    if (answer.code && !answer.message) throw new Error(where)
    seen[answer.code ? 'refused' : 'good']++
    if (answer.transactionId) open.push(answer.transactionId)
    if (watched && answer.code) expect([where, await state()]).toEqual([where, before])
    if (i % 50 === 49) {
      await abortAll()
      if ((await state()).length > MOST_DOCUMENTS) await send(cloud.adminUrl, JSON.stringify(emptied))
    }
  }
  expect(seen.good).toBeGreaterThan(REQUESTS / 10) // or it would only have tested the front door
  expect(seen.refused).toBeGreaterThan(REQUESTS / 10)
}, Math.max(60_000, REQUESTS * 20)) // prettier-ignore
