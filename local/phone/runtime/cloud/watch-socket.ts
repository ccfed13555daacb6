import { onSettingChange, setting } from '../device'
import { holder } from '../report'

export interface WatchMessage {
  id: number
  type: 'init' | 'next' | 'error'
  docs?: unknown[]
  docChanges?: unknown[]
  errCode?: number
  errMsg?: string
}

interface Subscription {
  request: object
  receive(message: WatchMessage): void
}

/** Time (ms) before a dropped connection is tried again; doubles up to the last. */
const RETRY_MS = [300, 8000] as const

/** The one connection all watches of a phone share. After a drop it comes back and asks for each of them again. */
export function createWatchSocket(cloudUrl: string) {
  const subscriptions = new Map<number, Subscription>()
  let socket: WebSocket | null = null
  let retry: number = RETRY_MS[0]
  let timer = 0
  let lastId = 0

  function connect() {
    clearTimeout(timer)
    if (socket || subscriptions.size === 0 || setting('network') === 'off') return
    const url = `${cloudUrl.replace(/^http/, 'ws')}/client/watch?openid=${encodeURIComponent(holder)}`
    const opened = new WebSocket(url)
    socket = opened
    opened.addEventListener('open', () => {
      retry = RETRY_MS[0]
      for (const [id, { request }] of subscriptions) send({ id, ...request })
    })
    opened.addEventListener('message', (event) => {
      const message = JSON.parse(event.data as string) as WatchMessage
      subscriptions.get(message.id)?.receive(message)
    })
    opened.addEventListener('close', () => {
      if (socket !== opened) return
      socket = null
      timer = window.setTimeout(connect, retry)
      retry = Math.min(retry * 2, RETRY_MS[1])
    })
  }

  const send = (message: object) => {
    if (socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify(message))
  }

  onSettingChange('network', (state) => {
    if (state !== 'off') return connect()
    const open = socket
    socket = null
    open?.close()
  })

  return {
    /** @returns id of the subscription */
    subscribe(request: object, receive: Subscription['receive']): number {
      const id = ++lastId
      subscriptions.set(id, { request, receive })
      if (socket?.readyState === WebSocket.OPEN) send({ id, ...request })
      else connect()
      return id
    },
    unsubscribe(id: number) {
      if (!subscriptions.delete(id)) return
      send({ id, type: 'close' })
      if (subscriptions.size > 0) return
      const open = socket
      socket = null
      open?.close()
    },
  }
}

export type WatchSocket = ReturnType<typeof createWatchSocket>
