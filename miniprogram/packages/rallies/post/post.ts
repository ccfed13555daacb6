/** Point mode: the code residents scan, six digits to say, and one button to stamp whoever shows a card. */
import type { Answer } from '../../../domain/contract/envelope'
import { paperCode, parseCode, SLOT_MS } from '../../../domain/codes'
import { parseSerial } from '../../../domain/serials'
import type { Way } from '../../../domain/contract/rallies/presence'
import type { Shift } from '../../../domain/contract/rallies/staff'
import { sayTime } from '../../../domain/times'
import { cloudTime } from '../../../services/clock'
import { dropCall, onOutbox, waitingCalls } from '../../../services/outbox'
import { lastPoint } from '../../../services/rallies'
import { linkOf } from '../../../services/rallies/links'
import { scanWithCamera } from '../../../services/rallies/scanner'
import {
  codesAt,
  fetchShiftCodes,
  forgetOldCodes,
  lastShift,
  myShifts,
  stampCard,
} from '../../../services/rallies/staff'
import type { WaitingCall } from '../../../services/waiting-calls'
import { NOT_A_CARD, stampVerdict, type Verdict } from './verdicts'

Page({
  data: {
    state: 'loading',
    placeName: '',
    until: '',
    link: '',
    digits: '',
    /** Seconds until the code changes. */
    seconds: 0,
    /** This point has no rotating code. */
    staffOnly: false,
    verdict: null as Verdict | null,
    waiting: 0,
  },

  shift: null as Shift | null,
  shiftId: '',
  code: '',
  callId: '',
  clock: null as ReturnType<typeof setInterval> | null,
  stopListening: null as (() => void) | null,

  onLoad(options: { shiftId?: string }) {
    this.shiftId = options.shiftId ?? ''
    forgetOldCodes()
  },
  onShow() {
    this.stopListening = onOutbox((call, answer) => this.heard(call, answer))
    wx.setKeepScreenOn({ keepScreenOn: true, fail: () => undefined })
    void this.start()
  },
  onHide() {
    this.stop()
  },
  onUnload() {
    this.stop()
  },
  stop() {
    if (this.clock) clearInterval(this.clock)
    this.clock = null
    this.stopListening?.()
    wx.setKeepScreenOn({ keepScreenOn: false, fail: () => undefined })
  },

  async start() {
    if (!lastShift(this.shiftId)) await myShifts()
    this.shift = lastShift(this.shiftId)
    if (!this.shift) return this.setData({ state: 'empty' })
    const { placeName, endsAt } = this.shift
    this.setData({ state: 'ready', placeName, until: sayTime(endsAt, cloudTime()), waiting: this.kept() })
    this.clock = this.clock ?? setInterval(() => this.tick(), 1000)
    this.tick()
    await fetchShiftCodes(this.shift)
    this.tick()
  },
  /** Everything it shows was fetched ahead: it goes on without a network. */
  tick() {
    if (!this.shift) return
    const now = cloudTime()
    const codes = codesAt(this.shift, now)
    if (!codes) return this.setData({ link: '', digits: '' })
    // What this point does not take is not shown; a phone that does not know the point shows everything.
    const ways = lastPoint({ pointId: this.shift.placeId })?.point.ways
    const takes = (way: Way) => !ways || ways.includes(way)
    const digits = takes('digits') ? codes.digits.replace(/(\d{3})(\d{3})/, '$1 $2') : ''
    if (!takes('rotating')) return this.setData({ link: '', digits, staffOnly: true })
    this.setData({
      seconds: Math.ceil((SLOT_MS - (now % SLOT_MS)) / 1000),
      ...(codes.rotating === this.code && this.data.link ? {} : { link: linkOf(codes.rotating) }),
      ...(digits === this.data.digits ? {} : { digits }),
    })
    this.code = codes.rotating
  },

  async scan() {
    const text = await scanWithCamera()
    if (text === null) return
    const code = parseCode(text)
    if (code?.kind !== 'pass' && code?.kind !== 'paper') return this.setData({ verdict: NOT_A_CARD })
    this.stamp(text)
  },
  /** For a card whose code cannot be read any more. */
  type() {
    wx.showModal({
      title: '卡片编号',
      editable: true,
      placeholderText: '八个字',
      success: ({ confirm, content }) => {
        if (!confirm) return
        const serial = parseSerial(content ?? '')
        if (serial) this.stamp(paperCode(serial))
        else this.setData({ verdict: { ...NOT_A_CARD, title: '编号不对', sentence: '请照着卡片再输一次' } })
      },
    })
  },
  stamp(code: string) {
    try {
      this.callId = stampCard(this.shiftId, code).id
    } catch {
      this.setData({ verdict: { kind: 'no', title: '没记下', sentence: '手机存储满了，请清理一下再扫' } })
    }
  },
  heard(call: WaitingCall, answer: Answer | null) {
    if (call.action !== 'stampCard') return
    if (answer && call.id === this.callId) {
      this.setData({ verdict: stampVerdict(answer) })
      if (call.refusal) dropCall(call.id)
    }
    this.setData({ waiting: this.kept() })
  },
  kept() {
    return waitingCalls().filter(({ action }) => action === 'stampCard').length
  },
  close() {
    this.setData({ verdict: null })
  },
})
