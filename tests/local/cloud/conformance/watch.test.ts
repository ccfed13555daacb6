import { aCollection, end, type Collection } from './environment'
import { endWatching, prepareWatching, Socket, watching } from './watching'

/* eslint-disable @typescript-eslint/no-explicit-any */

const changesOf = ({ docChanges }: any) =>
  docChanges.map(({ queueType, dataType, docId }: any) => `${queueType} ${dataType} ${docId}`)
const idsOf = ({ docs }: any) => docs.map(({ _id }: any) => _id)

let c: Collection
beforeAll(prepareWatching)
beforeEach(async () => {
  c = await aCollection('node-sdk')
})
afterEach(endWatching)
afterAll(end)

it('sends the result first, then what is added, changed, replaced, removed, and what leaves the query', async () => {
  await c.add({ _id: 'a', n: 1 }, { _id: 'b', n: 0 })
  const watch = watching(c.raw.where({ n: c._.gt(0) }))
  const first = await watch.next()
  expect([changesOf(first), first.docs]).toEqual([['init init a'], [{ _id: 'a', n: 1 }]])

  await c.add({ _id: 'c', n: 1, at: new Date(0) })
  const added = await watch.next()
  expect([changesOf(added), idsOf(added)]).toEqual([['enqueue add c'], ['a', 'c']])
  expect(added.docs[1].at).toBe('1970-01-01T00:00:00.000Z')

  await c.update('a', { n: 2, at: c._.remove(), deep: { x: 1 } })
  const changed = await watch.next()
  expect(changed.docChanges).toMatchObject([{ queueType: 'update', dataType: 'update', docId: 'a' }])
  expect(changed.docChanges[0].updatedFields).toMatchObject({ n: 2 })
  await c.update('c', { at: c._.remove() })
  expect((await watch.next()).docChanges[0].removedFields).toEqual(['at'])

  await c.update('a', { n: -1 })
  expect(changesOf(await watch.next())).toEqual(['dequeue update a'])
  await c.update('b', { n: 1 })
  expect(changesOf(await watch.next())).toEqual(['enqueue update b'])
  await c.raw.doc('b').set({ n: 7 })
  expect((await watch.next()).docs).toContainEqual({ _id: 'b', n: 7 })
  await c.raw.doc('c').remove()
  const removed = await watch.next()
  expect([changesOf(removed), removed.docChanges[0].doc._id]).toEqual([['dequeue remove c'], 'c'])
  expect(removed.docs).toEqual([{ _id: 'b', n: 7 }])
})

it('watches a whole collection, a document, and several queries at once', async () => {
  const [all, one] = [watching(c.raw), watching(c.raw.doc('a'))]
  expect([await all.next(), await one.next()]).toMatchObject([
    { docs: [], docChanges: [], type: 'init' },
    { docs: [], docChanges: [] },
  ])
  await c.add({ _id: 'b', n: 1 })
  await c.add({ _id: 'a', n: 1 })
  expect([idsOf(await all.next()), idsOf(await all.next()), idsOf(await one.next())]).toEqual([
    ['b'],
    ['b', 'a'],
    ['a'],
  ])
})

it('lets documents slip into and out of a window', async () => {
  for (const _id of ['a', 'b', 'c', 'd']) await c.add({ _id, on: true })
  const watch = watching(c.raw.where({ on: true }).limit(2))
  expect(idsOf(await watch.next())).toEqual(['a', 'b'])
  await c.raw.doc('a').remove()
  const slipped = await watch.next()
  expect([changesOf(slipped).sort(), idsOf(slipped)]).toEqual([
    ['dequeue remove a', 'enqueue limit c'],
    ['b', 'c'],
  ])
  await c.update('b', { on: false })
  expect(changesOf(await watch.next()).sort()).toEqual(['dequeue update b', 'enqueue limit d'])
})

it('tells of a transaction once, and only when it is committed', async () => {
  const watch = watching(c.raw)
  await watch.next()
  await c.db.runTransaction(async (t: any) => {
    await t.collection(c.name).add({ _id: 'a', n: 1 })
    await t.collection(c.name).doc('a').update({ n: 2 })
    expect(watch.snapshots).toEqual([])
  })
  expect((await watch.next()).docs).toEqual([{ _id: 'a', n: 2 }])
})

it('says nothing after close, and a new watch begins anew', async () => {
  const [closed, other] = [watching(c.raw), watching(c.raw)]
  await closed.next()
  await other.next()
  await closed.close()
  await c.add({ _id: 'a' })
  await other.next()
  expect(closed.snapshots).toEqual([])
  await other.close()
  const again = watching(c.raw)
  expect(idsOf(await again.next())).toEqual(['a'])
  expect(again.errors).toEqual([])
})

it('loses nothing and repeats nothing when the socket is cut', async () => {
  await c.add({ _id: 'a', n: 0 }, { _id: 'gone' })
  const watch = watching(c.raw)
  await watch.next()
  const release = Socket.hold()
  Socket.cut()
  await c.update('a', { n: 1 })
  await c.raw.doc('gone').remove()
  await c.add({ _id: 'new' })
  release()
  const missed = [await watch.next(), await watch.next(), await watch.next()]
  expect(missed.flatMap(changesOf)).toEqual(['update update a', 'dequeue remove gone', 'enqueue add new'])
  expect(missed.map(({ id }) => id - missed[0].id)).toEqual([0, 1, 2])
  expect(idsOf(missed[2])).toEqual(['a', 'new'])

  const heard: number[] = []
  for (let n = 2; n <= 40; n++) {
    await c.update('a', { n })
    if (n % 8) continue
    // Written before the cut and while the SDK comes back, each is told once.
    await watch.until(() => watch.snapshots.at(-1)?.docs[0].n === n)
    Socket.cut()
  }
  await watch.until(() => watch.snapshots.at(-1)?.docs[0].n === 40)
  for (const { docChanges } of watch.snapshots)
    for (const { updatedFields } of docChanges) heard.push(updatedFields.n)
  expect(heard).toEqual(Array.from({ length: 39 }, (_, i) => i + 2))
  expect(watch.errors).toEqual([])
})

it('sends again what got lost on the way', async () => {
  const watch = watching(c.raw)
  await watch.next()
  Socket.lose = 1
  await c.add({ _id: 'lost' })
  await c.add({ _id: 'seen' }) // by its number the SDK knows that one is missing
  expect([changesOf(await watch.next()), changesOf(await watch.next())]).toEqual([
    ['enqueue add lost'],
    ['enqueue add seen'],
  ])
  await c.add({ _id: 'after' })
  expect(idsOf(await watch.next())).toEqual(['lost', 'seen', 'after'])
})

it('ends with an error beyond 5000 documents', async () => {
  const many = Array.from({ length: 5000 }, (_, n) => ({ _id: `m${n}` }))
  for (let from = 0; from < 5000; from += 500) await c.raw.add(many.slice(from, from + 500))
  const watch = watching(c.raw)
  expect((await watch.next()).docs).toHaveLength(5000)
  await c.add({ _id: 'over' })
  const error = await watch.failed()
  expect(error.errCode).toBe('SDK_DATABASE_REALTIME_LISTENER_SERVER_ERROR_MSG')
  expect(error.message).toMatch(/5000/)
})
