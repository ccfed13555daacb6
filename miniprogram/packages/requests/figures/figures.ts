/** 每月数字: how a month's cases went, and the sheet of them. Counted anew by the cloud each time; nothing is kept here. */
import { stateOf } from '../../../components/page-state/states'
import type { PageState } from '../../../components/page-state/states'
import { sentenceFor } from '../../../domain/errors'
import { monthOf } from '../../../domain/times'
import { cloudTime } from '../../../services/clock'
import { exportCases, readFigures } from '../../../services/requests-figures'
import { saidFigures, unitLines } from './said'
import type { SaidFigures, UnitLine } from './said'

const sayMonth = (month: string) => month.replace(/^(\d+)-0?(\d+)$/, '$1年$2月')

Page({
  data: {
    state: 'loading' as PageState,
    sentence: '',
    ...{ month: '', monthName: '', lastMonth: '' },
    said: null as SaidFigures | null,
    units: [] as UnitLine[],
    compared: '',
    ...{ mayExport: false, exporting: false, problem: '' },
    /** The sheet on this phone; '' before it is there. */
    ...{ file: '', fileName: '', fileLine: '' },
  },

  onLoad() {
    const month = monthOf(cloudTime())
    this.setData({ month, lastMonth: month, monthName: sayMonth(month) })
    void this.load()
  },
  async onPullDownRefresh() {
    await this.load()
    wx.stopPullDownRefresh()
  },
  async load() {
    const { month } = this.data
    const answer = await readFigures(month)
    if (month !== this.data.month) return
    if (!answer.ok) return this.setData(stateOf(answer))
    const { figures, units, compared, mayExport = false } = answer.data
    this.setData({
      ...{ state: 'ready', said: saidFigures(figures), units: unitLines(units ?? []), mayExport },
      compared: compared ? `${compared.by} 打开了按单位看：${compared.reason}` : '',
    })
  },
  act() {
    this.setData({ state: 'loading' })
    void this.load()
  },
  pickMonth(event: WechatMiniprogram.PickerChange) {
    const month = String(event.detail.value).slice(0, 7)
    if (month === this.data.month) return
    this.setData({
      ...{ month, monthName: sayMonth(month), state: 'loading' },
      ...{ file: '', fileName: '', fileLine: '', problem: '' },
    })
    void this.load()
  },

  async take() {
    const { month, exporting } = this.data
    if (exporting) return
    this.setData({ exporting: true, problem: '' })
    const answer = await exportCases(month)
    this.setData({ exporting: false })
    if (month !== this.data.month) return
    if (answer.ok) {
      const { path, fileName, rows, whole } = answer.data
      if (path === null) return this.setData({ problem: '手机存储满了，清理一下再导出' })
      const fileLine = whole ? `${rows} 件，导出已留记录` : `这个月太多，只有前 ${rows} 件；导出已留记录`
      return this.setData({ file: path, fileName, fileLine })
    }
    const offline = answer.code === 'OFFLINE'
    this.setData({
      problem: offline ? '现在没有网络，连上再点一次' : sentenceFor(answer.code, answer.facts),
    })
  },
  open() {
    wx.openDocument({
      filePath: this.data.file,
      fileType: 'xlsx',
      showMenu: true,
      fail: say('打不开，发到聊天里看吧'),
    })
  },
  /** WeChat lets this happen only within a tap. */
  send() {
    const { file, fileName } = this.data
    wx.shareFileMessage({ filePath: file, fileName, fail: () => undefined })
  },
})

function say(title: string) {
  return () => void wx.showToast({ title, icon: 'none' })
}
