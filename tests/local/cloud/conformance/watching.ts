import WebSocket from 'ws'

/* eslint-disable @typescript-eslint/no-explicit-any */

/** The SDK's own socket, whose messages a test may hold back or lose, and which it may cut. */
export class Socket extends WebSocket {
  static all: Socket[] = []
  static held: (() => unknown)[] | undefined
  static lose = 0

  constructor(url: string) {
    super(url)
    Socket.all.push(this)
  }
  override emit(event: string | symbol, ...args: any[]): boolean {
    if (event === 'open' && Socket.held) return Socket.held.push(() => super.emit(event, ...args)) > 0
    if (event === 'message' && Socket.lose > 0) return Socket.lose-- > 0
    return super.emit(event, ...args)
  }
  /** No socket opens any more until what this returns is called. */
  static hold() {
    const held: (() => unknown)[] = (Socket.held = [])
    return () => {
      Socket.held = undefined
      for (const open of held) open()
    }
  }
  static cut() {
    Socket.all.at(-1)!.terminate()
  }
}

/** A watch by the SDK; `next` waits for a snapshot, `failed` for the first error that is an Error. */
export function watching(query: any) {
  const snapshots: any[] = []
  const errors: any[] = []
  const waiting: (() => void)[] = []
  const heard = (list: any[]) => (what: any) => {
    list.push(what)
    for (const go of waiting.splice(0)) go()
  }
  const until = async (done: () => boolean) => {
    while (!done()) await new Promise<void>((go) => waiting.push(go))
  }
  const listener = query.watch({ onChange: heard(snapshots), onError: heard(errors) })
  const seen = {
    snapshots,
    errors,
    until,
    next: async () => (await until(() => snapshots.length > 0), snapshots.shift()),
    failed: async () => (await until(() => errors.some((e) => e instanceof Error)), errors.at(-1)),
    close: () => listener.close(),
  }
  opened.push(seen)
  return seen
}
const opened: { close(): void }[] = []

/** The SDK wants the WebSocket of browsers, which Node 20 does not have; and it tells the console what it does. */
export function prepareWatching(): void {
  // A closed watch of the SDK goes on setting timers for ever, which would keep the test run from ending.
  const { setTimeout } = globalThis
  const unheld = (...given: Parameters<typeof setTimeout>) => setTimeout(...given).unref()
  Object.assign(globalThis, { WebSocket: Socket, setTimeout: unheld })
  for (const level of ['log', 'warn', 'error'] as const) jest.spyOn(console, level).mockImplementation()
}

export async function endWatching(): Promise<void> {
  Socket.lose = 0
  for (const watch of opened.splice(0)) await watch.close()
}
