/** Desk mode: scan what people show, then one huge word. Vouchers are given at once; for cards the gift is chosen. */
import { paperCode, parseCode, voucherCode } from '../../../domain/codes'
import type { StockLine } from '../../../domain/contract/rallies/gifts'
import { parseSerial } from '../../../domain/serials'
import { sayTime } from '../../../domain/times'
import { noticeOf, stateOf } from '../../../components/page-state/states'
import type { PageState } from '../../../components/page-state/states'
import { cloudTime } from '../../../services/clock'
import { isPassing } from '../../../services/cloud'
import { onOutbox, waitingCalls } from '../../../services/outbox'
import { scanWithCamera } from '../../../services/rallies/scanner'
import {
  giveByCard,
  giveFromReserve,
  giveVoucher,
  lastDesk,
  openDesk,
  reserveItems,
  reservesOf,
} from '../../../services/rallies/staff'
import type { Verdict } from '../post/verdicts'
import { fromReserve, giftVerdict, NOT_HERE, sayWhat } from './verdicts'

/** So many of each gift are held back on this phone for when there is no network. */
const RESERVE = 5

Page({
  data: {
    state: 'loading' as PageState,
    sentence: '',
    notice: '',
    deskName: '',
    until: '',
    stock: [] as (StockLine & { offline: number })[],
    /** Codes of one person, before the gift is chosen. */
    codes: [] as string[],
    verdict: null as Verdict | null,
    busy: false,
    waiting: 0,
  },

  shiftId: '',
  stopListening: null as (() => void) | null,

  onLoad(options: { shiftId?: string }) {
    this.shiftId = options.shiftId ?? ''
  },
  onShow() {
    this.stopListening = onOutbox((call, answer) => {
      if (call.action === 'reportGiven' && answer) void this.load()
    })
    void this.load()
  },
  onHide() {
    this.stopListening?.()
  },
  onUnload() {
    this.stopListening?.()
  },
  async load() {
    const answer = await openDesk(this.shiftId)
    const desk = answer.ok ? answer.data : isPassing(answer.code) ? lastDesk(this.shiftId) : null
    if (!desk) return this.setData(answer.ok ? { state: 'empty' } : stateOf(answer))
    const reserves = reservesOf(this.shiftId)
    const offline = (giftId: string) => reserves.find((each) => each.giftId === giftId)?.itemIds.length ?? 0
    this.setData({
      state: 'ready',
      notice: answer.ok ? '' : noticeOf(answer),
      deskName: desk.deskName,
      until: desk.closesAt > 0 ? sayTime(desk.closesAt, cloudTime()) : '',
      stock: desk.stock.map((line) => ({ ...line, offline: offline(line.giftId) })),
      waiting: waitingCalls().filter(({ action }) => action === 'reportGiven').length,
    })
  },

  async scan() {
    const text = await scanWithCamera()
    if (text !== null) this.take(text)
  },
  type() {
    wx.showModal({
      title: '券号或卡片编号',
      editable: true,
      placeholderText: '八位',
      success: ({ confirm, content = '' }) => {
        if (!confirm) return
        const serial = parseSerial(content)
        this.take(
          parseCode(content.trim())?.kind === 'voucher' ? content.trim() : serial ? paperCode(serial) : '',
        )
      },
    })
  },
  take(text: string) {
    const code = parseCode(text)
    if (code?.kind === 'voucher') return void this.giveVoucher(code.number)
    if (code?.kind !== 'pass' && code?.kind !== 'paper') return this.setData({ verdict: NOT_HERE, codes: [] })
    const codes = [...new Set([...this.data.codes, text])]
    this.setData({ codes, verdict: null })
    const [only] = this.data.stock
    // With one gift there is nothing to choose.
    if (only && this.data.stock.length === 1 && codes.length === 1) void this.giveGift(only.giftId)
  },
  async giveVoucher(number: string) {
    if (this.data.busy) return
    this.setData({ busy: true, codes: [] })
    const answer = await giveVoucher(this.shiftId, voucherCode(number))
    this.setData({ busy: false, verdict: giftVerdict(answer, cloudTime(), sayWhat(number)) })
    void this.load()
  },
  chooseGift(event: WechatMiniprogram.TouchEvent) {
    void this.giveGift((event.currentTarget.dataset as { id: string }).id)
  },
  async giveGift(giftId: string) {
    const { codes, busy, stock } = this.data
    if (busy) return
    this.setData({ busy: true })
    const answer = await giveByCard(this.shiftId, giftId, codes)
    const name = stock.find((line) => line.giftId === giftId)?.giftName ?? '礼物'
    this.setData({ busy: false, codes: [], verdict: this.verdictOf(answer, giftId, name, codes) })
    void this.load()
  },
  verdictOf(
    answer: Parameters<typeof giftVerdict>[0],
    giftId: string,
    name: string,
    codes: string[],
  ): Verdict {
    const asked = giftVerdict(answer, cloudTime(), '卡片编号或他的姓')
    if (asked.kind !== 'kept') return asked
    try {
      if (!giveFromReserve(this.shiftId, giftId, codes)) return asked
    } catch {
      return asked
    }
    const left = reservesOf(this.shiftId).find((each) => each.giftId === giftId)?.itemIds.length ?? 0
    return fromReserve(name, left)
  },

  openStock() {
    wx.navigateTo({ url: `/packages/rallies/stock/stock?shiftId=${this.shiftId}` })
  },
  another() {
    void this.scan()
  },
  close() {
    this.setData({ verdict: null, codes: [] })
  },
  /** Held back while there is a network, for when there is none. */
  async reserve(event: WechatMiniprogram.TouchEvent) {
    const { id } = event.currentTarget.dataset as { id: string }
    const answer = await reserveItems(this.shiftId, id, RESERVE)
    const title = answer.ok
      ? `预留好了，没有网络也能发 ${answer.data.itemIds.length} 份`
      : stateOf(answer).sentence
    wx.showToast({ title, icon: 'none' })
    void this.load()
  },
})
