/** The postcard of a route, both sides, and its points underneath. */
import type { Treasure } from '../../../domain/contract/rallies'
import { sayDate } from '../../../domain/times'
import { stateOf } from '../../../components/page-state/states'
import type { PageState } from '../../../components/page-state/states'
import { isPassing } from '../../../services/cloud'
import { lastStanding } from '../../../services/people'
import { lastEvent, lastRoute, openRoute } from '../../../services/rallies'
import type { OpenRoute } from '../../../services/rallies'
import { isForMe, pointOfCall, waitingCheckIns } from '../../../services/rallies/check-ins'
import { ownStamps, placesOf } from '../postcard/places'
import type { Place } from '../postcard/places'

interface PointRow {
  pointId: string
  name: string
  place: string
  hours: string
  activity: string
  stamped: string
}

Page({
  data: {
    state: 'loading' as PageState,
    sentence: '',
    notice: '',
    side: 'stamps' as 'stamps' | 'picture',
    name: '',
    district: '',
    dates: '',
    progress: '',
    serial: '',
    treasures: [] as Treasure[],
    places: [] as Place[],
    points: [] as PointRow[],
  },

  routeId: '',

  onLoad(options: { routeId?: string }) {
    this.routeId = options.routeId ?? ''
  },
  onShow() {
    void this.load()
  },

  async load() {
    const answer = await openRoute(this.routeId)
    if (answer.ok) return this.show(answer.data, '')
    const before = isPassing(answer.code) ? lastRoute(this.routeId) : null
    if (before) return this.show(before, '暂时连不上，下面是上次看到的')
    this.setData(stateOf(answer))
  },

  show({ route, treasures, points, cards, stamps }: OpenRoute, notice: string) {
    const ordered = [...points].sort((a, b) => a.order - b.order)
    const waiting = waitingCheckIns().filter(isForMe).map(pointOfCall)
    const places = placesOf(ordered, ownStamps(cards, stamps), waiting)
    const got = places.filter((place) => place.kind === 'stamped').length
    const left = route.pointCount - got
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
      points: ordered.map((point, index) => ({
        pointId: point.pointId,
        name: point.name,
        place: point.place,
        hours: point.hours,
        activity: point.activity,
        stamped: places[index]?.date ?? '',
      })),
    })
  },

  turn() {
    this.setData({ side: this.data.side === 'stamps' ? 'picture' : 'stamps' })
  },
})
