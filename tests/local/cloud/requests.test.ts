import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { aCloud, aConfig, cleanUp, nodeDatabase } from './support'

afterEach(cleanUp)

const configDir = () => {
  const indexes = [
    {
      name: 'page',
      fields: [
        ['status', 'asc'],
        ['at', 'desc'],
      ],
    },
  ]
  return aConfig({ cases: { indexes } })
}

it('says of each request what it read, by which index and how long it took', async () => {
  const lines: string[] = []
  const cloud = await aCloud({ configDir: configDir(), log: (line) => lines.push(line) })
  const cases = nodeDatabase(cloud).collection('cases')
  await cases.add(Array.from({ length: 300 }, (_, at) => ({ status: at % 3, unit: at % 7, at })))
  await cases.where({ status: 1 }).orderBy('at', 'desc').limit(20).get()
  expect(cloud.databaseRequests().at(-1)).toEqual({
    action: 'database.getDocument',
    collection: 'cases',
    ms: expect.any(Number),
    examined: 20,
    indexes: ['page'],
    scans: [],
  })
  expect(lines).toEqual([])

  for (let i = 0; i < 2; i++) await cases.where({ unit: 2 }).orderBy('at', 'asc').get()
  const scan = cloud.databaseRequests().at(-1)
  expect(scan).toMatchObject({ examined: 300, indexes: [], scans: ['cases: unit asc, at asc'] })
  expect(lines).toEqual([expect.stringMatching(/^scan: .* read 300 documents.* cases: unit asc, at asc$/)]) // once

  await cases.aggregate().match({ status: 1 }).count('n').end()
  expect(cloud.databaseRequests().at(-1)).toMatchObject({ examined: 0, indexes: ['page'] })
  await cases.add({ _id: 'x' })
  await expect(cases.add({ _id: 'x' })).rejects.toThrow()
  expect(cloud.databaseRequests().at(-1)).toMatchObject({ code: 'DATABASE_REQUEST_FAILED' })

  const overHttp = await (await fetch(`${cloud.adminUrl}/requests`)).json()
  expect(overHttp).toEqual(cloud.databaseRequests())
  const body = { action: 'database.getDocument', collectionName: 'cases', query: '{"名字":1}', limit: 1 }
  const raw = await fetch(cloud.adminUrl, { method: 'POST', body: JSON.stringify(body) })
  expect(JSON.parse(raw.headers.get('x-database-cost')!)).toMatchObject({
    examined: 301,
    scans: ['cases: 名字 asc'],
  })
})

it('takes a geo index from the configuration: it keeps out what is no place, and no scan is reported', async () => {
  const indexes = [{ name: 'loc', fields: [['loc', '2dsphere']] }]
  const cloud = await aCloud({ configDir: aConfig({ points: { indexes } }) })
  const db = nodeDatabase(cloud)
  const points = db.collection('points')
  await points.add([{ _id: 'a', loc: new db.Geo.Point(113, 23) }, { _id: 'b' }])
  await expect(points.add({ _id: 'c', loc: 'here' })).rejects.toThrow(/Can't extract geo keys: loc/)
  await expect(points.doc('a').update({ loc: { type: 'Point', coordinates: [500, 0] } })).rejects.toThrow(
    /geo keys/,
  )
  const near = { geometry: new db.Geo.Point(113, 23.001), maxDistance: 200 }
  expect((await points.where({ loc: db.command.geoNear(near) }).get()).data).toHaveLength(1)
  expect(cloud.databaseRequests().at(-1)).toMatchObject({ scans: [] })
})

it('gives any Node process the variables to use the real SDKs, as a caller', async () => {
  const cloud = await aCloud({ configDir: configDir() })
  const run = promisify(execFile)
  const root = join(__dirname, '../../..')
  const cli = ['--import', 'tsx', 'local/cloud/env-cli.ts', '--url', cloud.adminUrl, '--as', 'o-mei']
  const { stdout } = await run(process.execPath, cli, { cwd: root })
  const env = Object.fromEntries(
    stdout
      .trim()
      .split('\n')
      .map((line) => line.split(/=(.*)/).slice(0, 2)),
  )
  const program = `
    const cloud = require('wx-server-sdk')
    cloud.init()
    cloud.database().collection('cases').add({ data: { by: cloud.getWXContext().OPENID } })
      .then(() => cloud.database().collection('cases').get())
      .then(({ data }) => console.log(data[0].by))`
  const seen = await run(process.execPath, ['-e', program], {
    cwd: root,
    env: { PATH: process.env.PATH, ...env },
  })
  expect(seen.stdout.trim()).toBe('o-mei')
  await expect(
    run(process.execPath, [...cli.slice(0, 4), 'http://127.0.0.1:9'], { cwd: root }),
  ).rejects.toThrow(/no local cloud answers/)
})
