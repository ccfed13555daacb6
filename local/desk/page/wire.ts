import type {
  ClockMove,
  DeskClock,
  DeskCost,
  DeskData,
  DeskDelivery,
  DeskLog,
  DeskOutsideFault,
  DeskRequestFaults,
  FaultKind,
  RequestFaultKind,
} from '../data'

/** The page's requests to its own server. Each rejects with a short sentence when the server is gone or refuses. */
export const readData = () => call<DeskData>('/desk/data.json')

export const readCosts = () => call<DeskCost[]>('/desk/costs')

export const clearCosts = () => call<DeskCost[]>('/desk/costs', undefined, 'DELETE')

export const readLog = (after: string | null) =>
  call<DeskLog>(after === null ? '/desk/log' : `/desk/log?after=${encodeURIComponent(after)}`)

export const breakFunction = (name: string, how: FaultKind | null) =>
  call<{ faults: DeskLog['faults'] }>('/desk/fault', { function: name, how })

export const moveClock = (move: ClockMove) => call<DeskClock>('/desk/clock', move)

export const readClock = () => call<DeskClock>('/desk/clock')

export const answerCall = (id: number, how: 'answered' | 'declined') =>
  call<{ changed: boolean }>('/desk/call', { id, how })

/** Hears of every delivery there is, and of each new or changed one for as long as the page is open. */
export function listenToDeliveries(hear: (delivery: DeskDelivery) => void): void {
  const source = new EventSource('/desk/deliveries')
  source.addEventListener('message', ({ data }: MessageEvent<string>) =>
    hear(JSON.parse(data) as DeskDelivery),
  )
}

export const planFault = (plan: {
  function?: string
  request: number
  kind: RequestFaultKind
  times: number
}) => call<DeskRequestFaults>('/desk/request-faults', { plan })

export const ringTwice = (timersTwice: boolean) =>
  call<DeskRequestFaults>('/desk/request-faults', { timersTwice })

export const breakOutside = (name: string, how: string | null) =>
  call<DeskOutsideFault[]>('/desk/outside-fault', { name, how })

/** All faults there are, those of whole functions, of open APIs and channels too. */
export const clearFaults = () => call<DeskRequestFaults>('/desk/request-faults', undefined, 'DELETE')

async function call<Answer>(address: string, body?: unknown, method = 'GET'): Promise<Answer> {
  const init: RequestInit =
    body === undefined
      ? { method }
      : { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }
  const answer = await fetch(address, init).catch(() => {
    throw new Error('书桌的服务停了，重新启动后刷新这一页。')
  })
  if (!answer.ok) throw new Error(`书桌没有做成（${answer.status}）：${await answer.text()}`)
  return (await answer.json()) as Answer
}
