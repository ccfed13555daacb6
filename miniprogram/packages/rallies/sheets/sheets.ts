/** 换打卡码: a sheet that leaked or was torn is withdrawn at once, and a new one takes its place. */
import { sentenceFor } from '../../../domain/errors'
import { stateOf } from '../../../components/page-state/states'
import type { PageState } from '../../../components/page-state/states'
import { eventPlaces, replaceSheet } from '../../../services/rallies/operating'

interface SheetRow {
  sheetId: string
  pointName: string
  shortCode: string
}

Page({
  data: {
    state: 'loading' as PageState,
    sentence: '',
    routes: [] as { routeId: string; name: string; sheets: SheetRow[] }[],
    replaced: null as SheetRow | null,
    problem: '',
    busy: false,
  },

  eventId: '',

  onLoad(options: { eventId?: string }) {
    this.eventId = options.eventId ?? ''
    void this.load()
  },
  async load() {
    const answer = await eventPlaces(this.eventId)
    if (!answer.ok) return this.setData(stateOf(answer))
    const { routes, sheets } = answer.data
    this.setData({
      state: sheets.length > 0 ? 'ready' : 'empty',
      routes: routes.map(({ route: { routeId, name } }) => ({
        routeId,
        name,
        sheets: sheets
          .filter((sheet) => sheet.routeId === routeId)
          .map(({ sheetId, pointName, shortCode }) => ({ sheetId, pointName, shortCode })),
      })),
    })
  },
  choose(event: WechatMiniprogram.TouchEvent) {
    const { id, name } = event.currentTarget.dataset as { id: string; name: string }
    wx.showModal({
      title: `换掉「${name}」的打卡码？`,
      content: '墙上那张马上作废，以前盖的章都算数。换好接着印新的',
      confirmText: '换掉',
      success: ({ confirm }) => {
        if (confirm) void this.replace(id, name)
      },
    })
  },
  async replace(sheetId: string, pointName: string) {
    if (this.data.busy) return
    this.setData({ busy: true, problem: '' })
    const answer = await replaceSheet(sheetId)
    this.setData({ busy: false })
    if (!answer.ok) return this.setData({ problem: sentenceFor(answer.code, answer.facts) })
    const { shortCode, sheetId: fresh } = answer.data
    this.setData({ replaced: { sheetId: fresh, pointName, shortCode } })
    void this.load()
  },
  print() {
    const { sheetId } = this.data.replaced!
    wx.navigateTo({ url: `/packages/rallies/prints/prints?eventId=${this.eventId}&sheetId=${sheetId}` })
  },
  more() {
    this.setData({ replaced: null })
  },
})
