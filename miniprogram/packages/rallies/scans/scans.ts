/** 盖章记录: what became of each scan made without a network, and what to do about those that were refused. */
import type { PageState } from '../../../components/page-state/states'
import { dropCall, onOutbox, wakeOutbox } from '../../../services/outbox'
import { isCheckIn } from '../../../services/rallies/check-ins'
import { forgetOutcomes } from '../../../services/rallies/outcomes'
import { scanRows } from './rows'
import type { ScanRow } from './rows'

Page({
  data: {
    state: 'loading' as PageState,
    rows: [] as ScanRow[],
    summary: '',
    waiting: 0,
    consentVisible: false,
  },

  stopListening: null as (() => void) | null,

  onShow() {
    this.stopListening = onOutbox((call) => {
      if (isCheckIn(call)) this.show()
    })
    this.show()
  },
  onHide() {
    this.stopListening?.()
  },
  /** What was read need not be told again. */
  onUnload() {
    this.stopListening?.()
    forgetOutcomes()
  },

  show() {
    const rows = scanRows()
    const count = (kind: ScanRow['kind']) => rows.filter((row) => row.kind === kind).length
    const waiting = count('waiting')
    const parts = [
      ...(count('held') > 0 ? [`${count('held')} 个等您说谁在这儿`] : []),
      ...(waiting > 0 ? [`${waiting} 个等着盖`] : []),
      ...(count('stamped') > 0 ? [`${count('stamped')} 个盖上了`] : []),
      ...(count('refused') > 0 ? [`${count('refused')} 个没盖上`] : []),
    ]
    this.setData({ state: rows.length > 0 ? 'ready' : 'empty', rows, waiting, summary: parts.join(' · ') })
  },

  sendNow() {
    wakeOutbox()
    wx.showToast({ title: '正在试，没有网络就先记着', icon: 'none' })
  },
  dismiss(event: WechatMiniprogram.TouchEvent) {
    dropCall((event.currentTarget.dataset as { id: string }).id)
    this.show()
  },
  sayWho(event: WechatMiniprogram.TouchEvent) {
    const { id } = event.currentTarget.dataset as { id: string }
    wx.navigateTo({ url: `/packages/rallies/arrive/arrive?call=${id}` })
  },
  openConsent() {
    this.setData({ consentVisible: true })
  },
  closeConsent() {
    this.setData({ consentVisible: false })
  },
})
