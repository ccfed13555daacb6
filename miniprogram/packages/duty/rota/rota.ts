/** 值班表 of one unit: who is on duty when, gaps in red, and what may be changed. */
import type { Answer } from '../../../domain/contract/envelope'
import type { RotaView, SwapView } from '../../../domain/contract/duty/rota'
import { sentenceFor } from '../../../domain/errors'
import { sayTime } from '../../../domain/times'
import { noticeOf, stateOf } from '../../../components/page-state/states'
import type { PageState } from '../../../components/page-state/states'
import { answerSwap, openRota } from '../../../services/duty/rota'
import { sayShift } from '../shift-words'
import { daysOf, rowOf } from './days'
import type { DayRows, ShiftRow } from './days'
import { sheetOf } from './sheet'
import type { ShiftSheet } from './sheet'

const GAPS_SHOWN = 3
const WEEKS = ['今天起', '下一周', '第三周', '第四周']

Page({
  data: {
    state: 'loading' as PageState,
    title: '',
    sentence: '',
    notice: '',
    unitName: '',
    dutyPhone: '',
    headName: '',
    current: null as ShiftRow | null,
    until: '',
    gapCount: 0,
    gaps: [] as ShiftRow[],
    swaps: [] as ReturnType<typeof swapRow>[],
    weekTitles: WEEKS,
    week: 0,
    days: [] as DayRows[],
    mayArrange: false,
    mayTake: false,
    busy: false,
    sheet: null as ShiftSheet | null,
  },

  unitId: '',
  rota: null as RotaView | null,

  onLoad(options: { unitId?: string }) {
    this.unitId = options.unitId ?? ''
  },
  onShow() {
    void this.load()
  },
  async onPullDownRefresh() {
    await this.load()
    wx.stopPullDownRefresh()
  },

  async load() {
    const answer = await openRota(this.unitId)
    if (answer.ok) return this.show(answer.data)
    if (this.rota) this.setData({ notice: noticeOf(answer) })
    else if (answer.code === 'NOT_FOUND')
      this.setData({ state: 'forbidden', sentence: '这个单位的值班表只给本单位和负责人看' })
    else this.setData(stateOf(answer))
  },
  act() {
    this.setData({ state: 'loading' })
    void this.load()
  },
  show(rota: RotaView) {
    this.rota = rota
    const { unit, gaps, mayArrange, mayTake } = rota
    const shift = rota.shifts.find(({ from, to }) => from <= rota.now && rota.now < to)
    this.setData({
      state: 'ready',
      notice: '',
      unitName: unit.name,
      dutyPhone: unit.dutyPhone,
      headName: unit.headName,
      current: shift ? rowOf(shift, rota) : null,
      until: shift ? sayTime(shift.to, rota.now) : '',
      gapCount: gaps.length,
      gaps: gaps
        .slice(0, GAPS_SHOWN)
        .map((gap) => rowOf({ ...gap, personId: null, name: '', why: 'gap' }, rota)),
      swaps: rota.swaps.map(swapRow),
      days: daysOf(rota, this.data.week),
      mayArrange,
      mayTake,
    })
  },
  pickWeek(event: WechatMiniprogram.TouchEvent) {
    const { week } = event.currentTarget.dataset as { week: number }
    if (this.rota) this.setData({ week, days: daysOf(this.rota, week) })
  },

  call() {
    wx.makePhoneCall({ phoneNumber: this.data.dutyPhone.replace(/\D/g, ''), fail: () => undefined })
  },
  openGap(event: WechatMiniprogram.TouchEvent) {
    const { index } = event.currentTarget.dataset as { index: number }
    this.pick(this.data.gaps[index])
  },
  openShift(event: WechatMiniprogram.TouchEvent) {
    const { day, index } = event.currentTarget.dataset as { day: number; index: number }
    this.pick(this.data.days[day]?.rows[index])
  },
  /** Nothing is opened where nothing can be done: for readers the rota is a table. */
  pick(row?: ShiftRow) {
    const { mayArrange, mayTake } = this.data
    if (!row || row.over || !this.rota || !(mayArrange || mayTake)) return
    this.setData({ sheet: sheetOf(row, this.rota) })
  },
  closeSheet() {
    this.setData({ sheet: null })
  },
  stale() {
    this.closeSheet()
    void this.load()
  },
  changed(event: WechatMiniprogram.CustomEvent<{ rota: RotaView; said: string }>) {
    const { rota, said } = event.detail
    this.closeSheet()
    this.show(rota)
    wx.showToast({ title: said, icon: 'none', duration: 3000 })
  },

  async answerSwap(event: WechatMiniprogram.TouchEvent) {
    const { id, agree } = event.currentTarget.dataset as { id: string; agree: boolean }
    if (this.data.busy) return
    this.setData({ busy: true })
    const answer = await answerSwap(this.unitId, id, agree)
    this.setData({ busy: false })
    if (!answer.ok) {
      say(answer)
      return this.load()
    }
    this.show(answer.data)
    wx.showToast({ title: agree ? '换好了' : '这次没有换', icon: 'none' })
  },
  editUnit() {
    wx.navigateTo({ url: `/packages/duty/unit/unit?unitId=${this.unitId}` })
  },
  editWeeks() {
    wx.navigateTo({ url: `/packages/duty/weeks/weeks?unitId=${this.unitId}` })
  },
})

function swapRow({ swapId, by, with: other, mayAnswer, mayWithdraw }: SwapView) {
  const [his, mine] = [sayShift(by.from, by.to), sayShift(other.from, other.to)]
  return {
    swapId,
    mayAnswer,
    mayWithdraw,
    words: `${by.name} 想用 ${his}，换 ${other.name} 的 ${mine}`,
  }
}

function say(refusal: Extract<Answer, { ok: false }>) {
  const offline = refusal.code === 'OFFLINE'
  const title = offline ? '现在没有网络，连上再点一次' : sentenceFor(refusal.code, refusal.facts)
  wx.showToast({ title, icon: 'none', duration: 3000 })
}
