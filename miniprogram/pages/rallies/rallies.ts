/** 打卡: the event that is on, its routes, and the one big button. Readable without agreeing to anything. */
import type { RallyEvent, RouteSummary } from '../../domain/contract/rallies'
import { stateOf } from '../../components/page-state/states'
import type { PageState } from '../../components/page-state/states'
import { isPassing } from '../../services/cloud'
import { onOutbox } from '../../services/outbox'
import { askStanding, lastStanding } from '../../services/people'
import { lastEvent, openEvent } from '../../services/rallies'
import type { OpenEvent } from '../../services/rallies'
import { isCheckIn } from '../../services/rallies/check-ins'
import { lastShifts } from '../../services/rallies/staff'
import { askSavedNews, closeSavedNews, savedNews } from '../../services/rallies/saved'
import type { SavedNews } from '../../services/rallies/saved'
import { scanWithCamera } from '../../services/rallies/scanner'
import { routeCard } from './route-card'
import type { RouteCard } from './route-card'
import { scanNotes } from './scan-notes'
import type { ScanNote } from './scan-notes'

const STATES = ['open', 'soon', 'over']
const openFirst = (a: RouteSummary, b: RouteSummary) =>
  STATES.indexOf(a.state) - STATES.indexOf(b.state) || a.order - b.order

const TILES = [
  { page: 'gifts', name: '礼物', icon: 'gift' },
  { page: 'companions', name: '同行的人', icon: 'usergroup' },
  { page: 'my-code', name: '本人码', icon: 'qrcode' },
]
const OPERATE = { page: 'operate', name: '活动后台', icon: 'tools' }
/** For whoever took a shift on this phone. */
const WORK = { page: 'work', name: '我当班的', icon: 'calendar' }

Page({
  data: {
    state: 'loading' as PageState,
    icon: '',
    title: '',
    sentence: '',
    notice: '',
    event: null as RallyEvent | null,
    organisers: '',
    routes: [] as RouteCard[],
    notes: [] as ScanNote[],
    tiles: TILES,
    duties: [] as typeof TILES,
    news: [] as SavedNews[],
    consentVisible: false,
  },

  stopListening: null as (() => void) | null,

  onShow() {
    this.getTabBar?.()?.refresh?.('rallies')
    this.showNotes()
    this.showTiles()
    this.stopListening = onOutbox((call, answer) => {
      if (!isCheckIn(call)) return
      this.showNotes()
      if (answer?.ok) void this.load()
    })
    void this.load()
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
    const standing =
      lastStanding() ?? (await askStanding().then((answer) => (answer.ok ? answer.data : null)))
    this.getTabBar?.()?.refresh?.('rallies')
    this.showTiles()
    if (standing && !standing.areas.includes('rallies')) {
      return this.setData(stateOf({ ok: false, code: 'AREA_OFF', facts: {} }))
    }
    const answer = await openEvent()
    if (answer.ok) {
      this.show(answer.data, '')
      await askSavedNews()
      return this.setData({ news: savedNews() })
    }
    const before = isPassing(answer.code) ? lastEvent() : null
    if (before) return this.show(before, '暂时连不上，下面是上次看到的，照样能扫码')
    this.setData({ icon: '', title: '', ...stateOf(answer) })
  },

  show({ event, routes }: OpenEvent, notice: string) {
    if (!event) {
      return this.setData({
        state: 'empty',
        icon: 'location',
        title: '眼下没有活动',
        sentence: '有新路线时，这里会先告诉您',
      })
    }
    const { host, coHost, carriedOutBy } = event.organisers
    this.setData({
      state: 'ready',
      notice,
      event,
      organisers: `主办：${host.join('、')}\n协办：${coHost.join('、')}\n承办：${carriedOutBy.join('、')}`,
      routes: [...routes].sort(openFirst).map(routeCard),
    })
  },

  showNotes() {
    this.setData({ notes: scanNotes() })
  },
  go(event: WechatMiniprogram.TouchEvent) {
    const { page } = event.currentTarget.dataset as { page: string }
    wx.navigateTo({ url: `/packages/rallies/${page}/${page}` })
  },
  closeNews(event: WechatMiniprogram.TouchEvent) {
    closeSavedNews((event.currentTarget.dataset as { id: string }).id)
    this.setData({ news: savedNews() })
  },
  typeIn() {
    wx.navigateTo({ url: '/packages/rallies/type-in/type-in' })
  },
  showTiles() {
    const operator = lastStanding()?.me?.operator === true
    const [work, operate] = [lastShifts().length > 0 ? [WORK] : [], operator ? [OPERATE] : []]
    const tiles = [...work, ...TILES, ...operate]
    this.setData({ tiles, duties: [...work, ...operate], news: savedNews() })
  },
  openScans() {
    wx.navigateTo({ url: '/packages/rallies/scans/scans' })
  },

  async scan() {
    const code = await scanWithCamera()
    if (code !== null) wx.navigateTo({ url: `/packages/rallies/arrive/arrive?s=${encodeURIComponent(code)}` })
  },
  openRoute(event: WechatMiniprogram.TouchEvent) {
    const { id } = event.currentTarget.dataset as { id: string }
    wx.navigateTo({ url: `/packages/rallies/route/route?routeId=${id}` })
  },
  openConsent() {
    this.setData({ consentVisible: true })
  },
  closeConsent() {
    this.setData({ consentVisible: false })
  },
})
