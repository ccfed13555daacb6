/** The postcard of a route, both sides, where to go next, and its points as a list or a map. */
import type { Treasure } from '../../../domain/contract/rallies'
import { sayDate } from '../../../domain/times'
import { stateOf } from '../../../components/page-state/states'
import type { PageState } from '../../../components/page-state/states'
import { cloudTime } from '../../../services/clock'
import { isPassing } from '../../../services/cloud'
import { lastStanding } from '../../../services/people'
import { lastEvent, lastRoute, openRoute } from '../../../services/rallies'
import type { OpenRoute } from '../../../services/rallies'
import { isForMe, pointOfCall, waitingCheckIns } from '../../../services/rallies/check-ins'
import { askPosition, mayAskPosition, type Fix } from '../../../services/rallies/position'
import { goThere } from '../point/go-there'
import { ownStamps, placesOf } from '../postcard/places'
import type { Place } from '../postcard/places'
import { markersOf, type Marker } from './markers'
import { nextPoint, pointRows, type PointRow } from './point-rows'

Page({
  data: {
    state: 'loading' as PageState,
    sentence: '',
    notice: '',
    side: 'stamps' as 'stamps' | 'picture',
    view: 'list' as 'list' | 'map',
    name: '',
    district: '',
    dates: '',
    progress: '',
    serial: '',
    treasures: [] as Treasure[],
    places: [] as Place[],
    changes: [] as string[],
    rows: [] as PointRow[],
    next: null as PointRow | null,
    markers: [] as Marker[],
    /** Asked once he wants it: the list is by distance then. */
    located: false,
  },

  routeId: '',
  here: null as Fix | null,
  seen: null as OpenRoute | null,

  onLoad(options: { routeId?: string }) {
    this.routeId = options.routeId ?? ''
    void mayAskPosition().then((may) => may && this.locate())
  },
  onShow() {
    void this.load()
  },

  async load() {
    const before = lastRoute(this.routeId)
    if (before && !this.seen) this.show(before, '')
    const answer = await openRoute(this.routeId)
    if (answer.ok) return this.show(answer.data, '')
    if (before && isPassing(answer.code)) return this.show(before, '暂时连不上，下面是上次看到的')
    this.setData(stateOf(answer))
  },

  show(seen: OpenRoute, notice: string) {
    this.seen = seen
    const { route, treasures, points, cards, stamps } = seen
    const ordered = [...points].sort((a, b) => a.order - b.order)
    const waiting = waitingCheckIns().filter(isForMe).map(pointOfCall)
    const places = placesOf(ordered, ownStamps(cards, stamps), waiting)
    const got = places.filter((place) => place.kind === 'stamped').length
    const left = route.pointCount - got
    const rows = pointRows({ points: ordered, places, now: cloudTime(), here: this.here })
    wx.setNavigationBarTitle({ title: route.name })
    this.setData({
      state: 'ready',
      notice,
      name: route.name,
      district: lastEvent()?.event?.district ?? lastStanding()?.district ?? '',
      dates: `${sayDate(route.opensAt)} 至 ${sayDate(route.closesAt - 1)}`,
      progress: left > 0 ? `盖了 ${got} 个，还差 ${left} 个点` : `${got} 个点都盖齐了`,
      serial: cards[0]?.serial ?? '',
      treasures,
      places,
      changes: (route.changes ?? []).map(({ text }) => text),
      rows,
      next: route.state === 'over' ? null : nextPoint(rows),
      markers: markersOf(rows),
    })
  },

  async locate() {
    const fix = await askPosition()
    if (!fix) return void wx.showToast({ title: '没有拿到位置，按路线顺序排', icon: 'none' })
    this.here = fix
    this.setData({ located: true })
    if (this.seen) this.show(this.seen, this.data.notice)
  },
  turn() {
    this.setData({ side: this.data.side === 'stamps' ? 'picture' : 'stamps' })
  },
  look(event: WechatMiniprogram.TouchEvent) {
    this.setData({ view: (event.currentTarget.dataset as { view: 'list' | 'map' }).view })
  },
  openPoint(event: WechatMiniprogram.TouchEvent) {
    this.toPoint((event.currentTarget.dataset as { id: string }).id)
  },
  tapMarker(event: WechatMiniprogram.CustomEvent<{ markerId: number }>) {
    const row = this.data.rows.find(({ order }) => order === event.detail.markerId)
    if (row) this.toPoint(row.pointId)
  },
  toPoint(pointId: string) {
    wx.navigateTo({ url: `/packages/rallies/point/point?pointId=${pointId}&routeId=${this.routeId}` })
  },
  open(event: WechatMiniprogram.TouchEvent) {
    const { page } = event.currentTarget.dataset as { page: string }
    wx.navigateTo({ url: `/packages/rallies/${page}/${page}?routeId=${this.routeId}` })
  },
  goNext() {
    if (this.data.next) goThere(this.data.next)
  },
})
