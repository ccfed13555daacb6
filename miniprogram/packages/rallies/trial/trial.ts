/** 试走: before opening, every hung sheet is scanned on site; red items must be none. */
import type { Answer } from '../../../domain/contract/envelope'
import { parseCode } from '../../../domain/codes'
import type { TrialPoint } from '../../../domain/contract/rallies/operating'
import { sentenceFor } from '../../../domain/errors'
import { stateOf } from '../../../components/page-state/states'
import type { PageState } from '../../../components/page-state/states'
import { dropCall, onOutbox, waitingCalls } from '../../../services/outbox'
import { openTrial, trialScan, wipeTrial } from '../../../services/rallies/operating'
import { askPosition } from '../../../services/rallies/position'
import { scanWithCamera } from '../../../services/rallies/scanner'
import type { WaitingCall } from '../../../services/waiting-calls'
import { writeWaiting } from '../../../services/waiting-calls'
import { trialRows, type TrialRow } from './trial-rows'

Page({
  data: {
    state: 'loading' as PageState,
    sentence: '',
    done: 0,
    of: 0,
    red: 0,
    rows: [] as TrialRow[],
    stock: [] as { name: string; items: number }[],
    note: '',
    waiting: 0,
  },

  eventId: '',
  stopListening: null as (() => void) | null,

  onLoad(options: { eventId?: string }) {
    this.eventId = options.eventId ?? ''
  },
  onShow() {
    this.stopListening = onOutbox((call, answer) => this.heard(call, answer))
    void this.load()
    void askPosition() // tells a sheet that hangs at the wrong place; refused, only that is not told
  },
  onHide() {
    this.stopListening?.()
  },
  onUnload() {
    this.stopListening?.()
  },
  async onPullDownRefresh() {
    await this.load()
    wx.stopPullDownRefresh()
  },

  async load() {
    const answer = await openTrial(this.eventId)
    this.countWaiting()
    if (!answer.ok) return this.data.rows.length > 0 ? undefined : this.setData(stateOf(answer))
    const { done, of, points, stock } = answer.data
    const rows = trialRows(points as TrialPoint[])
    this.setData({ state: 'ready', done, of, rows, stock, red: rows.filter(({ red }) => red).length })
  },
  async scan() {
    const text = await scanWithCamera()
    if (text === null) return
    if (parseCode(text)?.kind !== 'sheet') return this.setData({ note: '这不是打卡码，请扫墙上贴的那一张' })
    await askPosition()
    try {
      trialScan(text)
    } catch {
      this.setData({ note: '手机存储满了，请清理一下再扫' })
    }
  },
  heard(call: WaitingCall, answer: Answer | null) {
    if (call.action !== 'trialScan') return
    if (answer?.ok) {
      const { pointName, state } = answer.data as { pointName: string; state: string }
      this.setData({
        note: state === 'wrongPlace' ? `${pointName}：贴错地方了，离点位太远` : `${pointName}，对的`,
      })
      return void this.load()
    }
    if (answer && call.refusal) {
      this.setData({ note: sentenceFor(answer.code, answer.facts) })
      dropCall(call.id)
    } else if (answer) {
      // It had to wait: that is what a trial walk wants to know.
      Object.assign(call.input as object, { waited: true })
      writeWaiting(call)
      this.setData({ note: '已记下，有网就报。这里信号不好，会标出来' })
    }
    this.countWaiting()
  },
  countWaiting() {
    this.setData({ waiting: waitingCalls().filter(({ action }) => action === 'trialScan').length })
  },
  wipe() {
    wx.showModal({
      title: '清掉试走记录？',
      content: '只清试走的扫码，不碰任何人的章。清掉后这一页从 0 开始',
      confirmText: '清掉',
      success: ({ confirm }) => {
        if (confirm) void this.wipeNow()
      },
    })
  },
  async wipeNow() {
    const answer = await wipeTrial(this.eventId)
    this.setData({
      note: answer.ok ? `清掉了 ${answer.data.wiped} 条` : sentenceFor(answer.code, answer.facts),
    })
    void this.load()
  },
})
