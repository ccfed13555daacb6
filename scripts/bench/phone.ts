/** One phone of the bench: the app's own modules on a small `wx`, with a network that can fail and a power switch. */
import { WebSocket } from 'ws'
import type { MessageView } from '../../miniprogram/domain/contract/groups'

/** What scripts/bench/phone-app.ts exports; it is bundled, not imported, since it needs a phone's `wx` around it. */
export interface App {
  messages(): MessageView[]
  say(draftId: string, text: string): unknown
  waiting(): number
  close(): void
}
type OpenApp = (conversationId: string, onChange: (messages: MessageView[]) => void) => Promise<App>

export interface PhoneSettings {
  /** The bundled scripts/bench/phone-app.ts. */
  code: string
  cloudUrl: string
  openid: string
  conversationId: string
  /** Called for each call of a function, before it goes out. */
  onCall(action: string): void
  onMessages(messages: MessageView[]): void
}

export interface Phone {
  openid: string
  app(): App | null
  /** off: nothing gets through; answersLost: calls arrive, their answers do not. */
  network(state: 'on' | 'off' | 'answersLost'): void
  /** Everything that is not in its storage is gone at once. */
  kill(): void
  /** Opens the app with the storage as it is. */
  start(): Promise<void>
}

const WATCH_AGAIN_MS = 500

export function createPhone(settings: PhoneSettings): Phone {
  const storage = new Map<string, string>()
  let network: 'on' | 'off' | 'answersLost' = 'on'
  /** A number for each start: what belongs to an earlier one does nothing any more. */
  let life = 0
  let app: App | null = null
  const sockets = new Set<WebSocket>()
  let networkChanged: (isConnected: boolean) => void = () => undefined

  const callFunction = async ({ name, data }: { name: string; data: { action: string } }) => {
    const unreachable = { errCode: -1, errMsg: 'cloud.callFunction:fail request:fail' }
    settings.onCall(data.action)
    if (network === 'off') throw unreachable
    const response = await fetch(`${settings.cloudUrl}/client/function`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-wx-openid': settings.openid },
      body: JSON.stringify({ name, data }),
    }).catch(() => Promise.reject(unreachable))
    const answer = (await response.json()) as { errCode?: number; errMsg?: string; result?: unknown }
    if (network !== 'on') throw unreachable
    if (answer.errCode) throw { errCode: answer.errCode, errMsg: answer.errMsg }
    return { result: answer.result }
  }

  /** As the platform's: comes back by itself after a drop, with the whole result. */
  const watch = (own: number, query: object, onChange: (snapshot: object) => void) => {
    let open = true
    let socket: WebSocket | null = null
    const connect = () => {
      if (!open || own !== life) return
      if (network === 'off') return void setTimeout(connect, WATCH_AGAIN_MS)
      const url = `${settings.cloudUrl.replace(/^http/, 'ws')}/client/watch?openid=${settings.openid}`
      const connection = new WebSocket(url)
      socket = connection
      sockets.add(connection)
      connection.on('open', () =>
        connection.send(JSON.stringify({ id: 1, type: 'watch', collection: 'ticks', query })),
      )
      connection.on('message', (data) => {
        if (open && own === life) onChange(JSON.parse(String(data)) as object)
      })
      connection.on('error', () => undefined)
      connection.on('close', () => {
        sockets.delete(connection)
        setTimeout(connect, WATCH_AGAIN_MS)
      })
    }
    connect()
    return {
      close: () => {
        open = false
        socket?.close()
      },
    }
  }

  const wxOf = (own: number) => ({
    getAccountInfoSync: () => ({ miniProgram: { envVersion: 'develop' } }),
    getStorageInfoSync: () => ({ keys: [...storage.keys()] }),
    getStorageSync: (key: string) => JSON.parse(storage.get(key) ?? '""') as unknown,
    setStorageSync: (key: string, data: unknown) => void storage.set(key, JSON.stringify(data)),
    setStorage: ({ key, data }: { key: string; data: unknown }) => {
      if (own === life) storage.set(key, JSON.stringify(data))
    },
    removeStorageSync: (key: string) => void storage.delete(key),
    onNetworkStatusChange: (listener: (change: { isConnected: boolean }) => void) => {
      networkChanged = (isConnected) => listener({ isConnected })
    },
    cloud: {
      init: () => undefined,
      // What a dead phone was told reaches nobody.
      callFunction: (call: { name: string; data: { action: string } }) =>
        callFunction(call).then(
          (answer) => (own === life ? answer : new Promise(() => undefined)),
          (error: unknown) => (own === life ? Promise.reject(error) : new Promise(() => undefined)),
        ),
      database: () => ({
        collection: () => ({
          where: (query: object) => ({
            watch: ({ onChange }: { onChange(snapshot: object): void }) => watch(own, query, onChange),
          }),
        }),
      }),
    },
  })

  return {
    openid: settings.openid,
    app: () => app,
    network(state) {
      network = state
      if (state === 'off') for (const socket of sockets) socket.terminate()
      networkChanged(state !== 'off')
    },
    kill() {
      life += 1
      app = null
      networkChanged = () => undefined
      for (const socket of sockets) socket.terminate()
    },
    async start() {
      const own = (life += 1)
      const alive = (run: () => void) => () => void (own === life && run())
      const module = { exports: {} as { openApp: OpenApp } }
      const run = new Function('wx', 'setTimeout', 'module', 'exports', settings.code)
      const timeout = (work: () => void, ms: number) => setTimeout(alive(work), ms)
      run(wxOf(own), timeout, module, module.exports)
      const opened = await module.exports.openApp(settings.conversationId, settings.onMessages)
      if (own === life) app = opened
    },
  }
}
