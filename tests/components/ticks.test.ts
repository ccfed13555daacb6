/** @jest-environment node */
/** Following a counter when watching fails: the counter is read, and the function asked only when it moved. */
import type * as TicksModule from '../../miniprogram/services/ticks'

beforeEach(() => jest.useFakeTimers())
afterEach(() => jest.useRealTimers())

/** A phone whose watch is always given up, and whose reading of the counter answers as told. */
function following(read: () => Promise<{ data: object[] }>, has: (n: number) => boolean) {
  const made = { reads: 0, watches: 0, changes: 0 }
  const watch = ({ onError }: { onError(): void }) => {
    made.watches += 1
    onError()
    return { close: () => undefined }
  }
  const get = () => {
    made.reads += 1
    return read()
  }
  const where = () => ({ watch, get })
  Object.assign(globalThis, { wx: { cloud: { database: () => ({ collection: () => ({ where }) }) } } })
  jest.resetModules()
  const { followTick } = jest.requireActual<typeof TicksModule>('../../miniprogram/services/ticks')
  const tick = followTick('c', () => void (made.changes += 1), has)
  return { made, stop: tick.stop }
}

it('reads the counter only, as long as it stands still', async () => {
  let n = 5
  const { made, stop } = following(
    async () => ({ data: [{ n }] }),
    (told) => told <= 5,
  )
  await jest.advanceTimersByTimeAsync(30_000)
  expect(made.reads).toBeGreaterThan(3)
  expect(made.changes).toBe(0)
  n = 6
  await jest.advanceTimersByTimeAsync(8_000)
  expect(made.changes).toBe(1)
  stop()
  const { reads } = made
  await jest.advanceTimersByTimeAsync(60_000)
  expect(made.reads).toBe(reads)
})

it('asks the function when the counter cannot be read, so that the reader is told what is wrong', async () => {
  const { made, stop } = following(
    () => Promise.reject({ errCode: -502003 }),
    (told) => told <= 5,
  )
  await jest.advanceTimersByTimeAsync(1)
  expect(made.changes).toBe(1)
  stop()
})

it('tries to watch again after about a minute', async () => {
  const { made, stop } = following(
    async () => ({ data: [{ n: 1 }] }),
    () => true,
  )
  await jest.advanceTimersByTimeAsync(70_000)
  expect(made.watches).toBeGreaterThan(1)
  stop()
})
