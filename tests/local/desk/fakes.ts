import { createChannelFaults } from '../../../local/cloud/channels/faults'
import { createFaults } from '../../../local/cloud/faults/faults'
import { createOpenApiFaults } from '../../../local/cloud/openapi/faults'
import type { Phone } from '../../../local/phone'
import type { DeskOptions } from '../../../local/desk'
import { createDeliveries, type Deliveries } from '../../../local/cloud/channels/deliveries'
import { openWeChatStore } from '../../../local/cloud/openapi/wechat-store'

type Cloud = DeskOptions['cloud']
export type Requests = ReturnType<Cloud['invocations']>

/** A phone that answers every address with what it was asked, and a page that speaks the phone's messages. */
export function fakePhone(): Pick<Phone, 'handle' | 'upgrade'> {
  return {
    async handle(req, res) {
      const path = new URL(req.url ?? '/', 'http://phone').pathname
      if (path === '/phone/missing') return false
      res.setHeader('content-type', 'text/html; charset=utf-8')
      res.end(path === '/phone/' ? PAGE : `phone answered ${req.url}`)
      return true
    },
    upgrade: () => false,
  }
}

const PAGE = `<!doctype html><p id="asked"></p><button id="scan">扫码</button><button id="cancel">取消</button><button id="fall">出错</button><ul id="heard"></ul><script>
  const asked = new URLSearchParams(location.search)
  document.getElementById('asked').textContent = decodeURIComponent(location.search)
  const report = (type, facts) =>
    parent.postMessage({ from: 'phone', device: asked.get('device'), type, ...facts }, '*')
  let scanning = false
  document.getElementById('scan').onclick = () => {
    scanning = true
    report('scanning')
  }
  document.getElementById('cancel').onclick = () => (scanning = false)
  document.getElementById('fall').onclick = () => report('error', { message: 'the cup fell' })
  addEventListener('message', ({ data }) => {
    const item = document.createElement('li')
    item.textContent = JSON.stringify(data)
    document.getElementById('heard').append(item)
    if (data.type !== 'scan' || !scanning) return
    scanning = false
    report('scanned', { result: data.result.result })
  })
  report('ready')
</script>`

/** A cloud with a settable log, a clock that stands, and a memory of which function was broken how. */
export function fakeCloud(): Cloud & { sent: Deliveries; log: Requests; broken: [string, string | null][] } {
  let now = Date.UTC(2025, 3, 13, 7, 4)
  let frozen = false
  let costs: ReturnType<Cloud['costs']> = { 'tea.brew': { ...TWO_BREWS } }
  const log: Requests = []
  const broken: [string, string | null][] = []
  const clock: Cloud['clock'] = {
    now: () => now,
    set: (ms) => void (now = ms),
    advance: (ms) => void (now += ms),
    freeze: () => void (frozen = true),
    resume: () => void (frozen = false),
    frozen: () => frozen,
    onMove: () => () => {},
    appointments: new Set(),
    shared: new SharedArrayBuffer(16),
  }
  const sent = createDeliveries(openWeChatStore(), clock)
  const faults = createFaults()
  const openApis = createOpenApiFaults()
  const channels = createChannelFaults()
  return {
    sent,
    deliveries: sent.list,
    onDelivery: sent.listen,
    answerCall: sent.answer,
    phoneNumber: (openid) => NUMBERS[openid] ?? '',
    log,
    broken,
    invocations: () => log,
    costs: () => costs,
    clearCosts: () => void (costs = {}),
    faults,
    breakFunction(name, how) {
      broken.push([name, how])
      faults.breakFunction(name, how)
    },
    breakOpenApi: openApis.set,
    breakChannel: channels.set,
    outsideFaults: () => ({ ...openApis.all(), ...channels.all() }),
    async advance(ms) {
      now += ms
      return [{ function: 'tea', trigger: 'due', at: now, ok: false }]
    },
    clock,
  }
}

const NUMBERS: Record<string, string> = { 'o-tea': '17000000001', 'o-office': '17000000002' }

const TWO_BREWS = {
  invocations: 2,
  failed: 0,
  ms: 31,
  databaseRequests: 5,
  documentsRead: 40,
  documentsWritten: 2,
  bytesFromDatabase: 2000,
  bytesToCaller: 400,
  bytesOut: 2400,
}

export function invocation(requestId: string, facts: Partial<Requests[number]> = {}): Requests[number] {
  return {
    requestId,
    at: Date.UTC(2025, 3, 13, 7, 4),
    function: 'tea',
    ordinal: 0,
    openidHash: 'c0ffee',
    source: 'wx_client',
    ms: 12,
    databaseRequests: 2,
    documentsRead: 3,
    documentsWritten: 1,
    bytesFromDatabase: 400,
    bytesToCaller: 100,
    ok: true,
    ...facts,
  }
}

export const PEOPLE: DeskOptions['people'] = [
  { openid: 'o-tea', name: '陈小满', detail: '商户 · 青竹茶铺', group: '商户', phoneHint: '17000000001' },
  { openid: 'o-office', name: '李竹', detail: '值班 · 营商办', group: '官员' },
  { openid: 'o-guest', name: '周书琴', detail: '居民', group: '居民' },
]

export const CODES: DeskOptions['codes'] = [
  {
    label: '草堂',
    group: '第一线',
    link: 'https://example.invalid/c?s=one',
    open: { path: 'pages/arrive/arrive', query: 'scene=one', scene: 1047 },
  },
  {
    label: '<b>猛追湾</b>',
    group: '第一线',
    link: 'https://example.invalid/c?s=two',
    open: { path: 'pages/arrive/arrive', query: 'scene=two', scene: 1047 },
  },
]
