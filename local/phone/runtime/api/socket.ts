import { onSettingChange, setting } from '../device'
import { ApiFailure, callable } from './call'
import { mustBeLocal } from './request'

type Listener = (fact: object) => void
type Kind = 'open' | 'message' | 'error' | 'close'

/** One connection as the app holds it. */
function socketTask(socket: WebSocket) {
  const listeners: Record<Kind, Set<Listener>> = {
    open: new Set(),
    message: new Set(),
    error: new Set(),
    close: new Set(),
  }
  const tell = (kind: Kind, fact: object) => listeners[kind].forEach((listener) => listener(fact))
  socket.binaryType = 'arraybuffer'
  socket.onopen = () => tell('open', { header: {} })
  socket.onmessage = ({ data }) => tell('message', { data: data as unknown })
  socket.onerror = () => tell('error', { errMsg: 'connectSocket:fail' })
  const stop = onSettingChange('network', (state) => state === 'off' && socket.close())
  socket.onclose = ({ code, reason }) => {
    stop()
    tell('close', { code, reason })
  }
  const hear = (kind: Kind) => (listener: Listener) => void listeners[kind].add(listener)
  return {
    send: callable<{ data: string | ArrayBuffer }>('sendSocketMessage', ({ data }) => {
      if (socket.readyState !== WebSocket.OPEN) throw new ApiFailure('SocketTask.readyState is not OPEN')
      socket.send(data)
    }),
    close: callable<{ code?: number; reason?: string }>('closeSocket', ({ code, reason }) =>
      socket.close(code ?? 1000, reason),
    ),
    onOpen: hear('open'),
    onMessage: hear('message'),
    onError: hear('error'),
    onClose: hear('close'),
    get readyState() {
      return socket.readyState
    },
    CONNECTING: 0,
    OPEN: 1,
    CLOSING: 2,
    CLOSED: 3,
  }
}

let latest: ReturnType<typeof socketTask> | null = null
const early: [Kind, Listener][] = []
const METHODS = { open: 'onOpen', message: 'onMessage', error: 'onError', close: 'onClose' } as const

/** The older interface speaks to the last connection, also when it listens before there is one. */
const global = (kind: Kind) => (listener: Listener) =>
  latest ? latest[METHODS[kind]](listener) : void early.push([kind, listener])

/** Connections to servers on this machine. */
export const socketApi = {
  connectSocket(input: { url: string; protocols?: string[] }) {
    let task: ReturnType<typeof socketTask> | undefined
    const run = callable<typeof input>('connectSocket', ({ url, protocols }) => {
      mustBeLocal(url)
      if (setting('network') === 'off') throw new ApiFailure('net::ERR_INTERNET_DISCONNECTED')
      task = latest = socketTask(new WebSocket(url, protocols ?? []))
      for (const [kind, listener] of early.splice(0)) task[METHODS[kind]](listener)
    })
    const answer = run(input)
    answer?.catch(() => undefined) // what it gives is a task, not a promise
    return task
  },
  sendSocketMessage: (input: { data: string }) => latest?.send(input),
  closeSocket: (input?: object) => latest?.close(input),
  onSocketOpen: global('open'),
  onSocketMessage: global('message'),
  onSocketError: global('error'),
  onSocketClose: global('close'),
}
