/** 停办、改期、换点: one act, shown on every route at once; those who saved a point are told. */
import type { RoutePoint } from '../../../domain/contract/rallies'
import { sentenceFor } from '../../../domain/errors'
import { minuteOfShanghaiDay, sayClock } from '../../../domain/times'
import { stateOf } from '../../../components/page-state/states'
import type { PageState } from '../../../components/page-state/states'
import { cloudTime } from '../../../services/clock'
import { changeEvent, eventPlaces } from '../../../services/rallies/operating'
import type { EventPlaces } from '../../../services/rallies/operating'
import { changeOf, type Kind } from './change-of'
import { dayOf } from './day-of'

const KINDS: Kind[] = ['停办', '改期', '换点', '场次']
const HINTS: Record<Kind, string> = {
  停办: '停办前扫的码照样算数；礼物要的点位里，停办的不用盖',
  改期: '路线换到新的日子，老日子里扫的照样算数',
  换点: '点位搬了地方，墙上的码跟着搬，不用重印',
  场次: '只改这一场的时间',
}

Page({
  data: {
    state: 'loading' as PageState,
    sentence: '',
    kinds: KINDS,
    kind: '停办' as Kind,
    hint: HINTS['停办'],
    targets: [] as { name: string; routeId: string; pointId: string }[],
    target: 0,
    sessions: [] as { sessionId: string; name: string }[],
    session: 0,
    fromDate: '',
    toDate: '',
    fromTime: '',
    toTime: '',
    place: '',
    position: null as { latitude: number; longitude: number } | null,
    reason: '',
    problem: '',
    done: '',
    busy: false,
  },

  eventId: '',
  places: null as EventPlaces | null,

  onLoad(options: { eventId?: string }) {
    this.eventId = options.eventId ?? ''
    void this.load()
  },
  async load() {
    const answer = await eventPlaces(this.eventId)
    if (!answer.ok) return this.setData(stateOf(answer))
    this.places = answer.data
    const now = cloudTime()
    const time = sayClock(minuteOfShanghaiDay(now))
    this.setData({ state: 'ready', fromDate: dayOf(now), toDate: dayOf(now), fromTime: time, toTime: time })
    this.choose('停办')
  },

  pickKind(event: WechatMiniprogram.TouchEvent) {
    this.choose((event.currentTarget.dataset as { kind: Kind }).kind)
  },
  choose(kind: Kind) {
    const routes = this.places?.routes ?? []
    const all = { name: '整个活动', routeId: '', pointId: '' }
    const ofRoutes = routes.map(({ route }) => ({
      name: `整条「${route.name}」`,
      routeId: route.routeId,
      pointId: '',
    }))
    const ofPoints = routes.flatMap(({ route, points }) =>
      points.map(({ pointId, name }) => ({ name, routeId: route.routeId, pointId })),
    )
    const targets = { 停办: [all, ...ofRoutes, ...ofPoints], 改期: ofRoutes, 换点: ofPoints, 场次: ofPoints }[
      kind
    ]
    this.setData({ kind, hint: HINTS[kind], targets, target: 0, problem: '', done: '' })
    this.listSessions()
  },
  pickTarget(event: WechatMiniprogram.PickerChange) {
    this.setData({ target: Number(event.detail.value), problem: '' })
    this.listSessions()
  },
  pointChosen(): RoutePoint | undefined {
    const pointId = this.data.targets[this.data.target]?.pointId
    return this.places?.routes.flatMap(({ points }) => points).find((point) => point.pointId === pointId)
  },
  listSessions() {
    const sessions = (this.pointChosen()?.sessions ?? []).map(({ sessionId, name }) => ({ sessionId, name }))
    this.setData({ sessions, session: 0 })
  },
  pickSession(event: WechatMiniprogram.PickerChange) {
    this.setData({ session: Number(event.detail.value) })
  },
  fill(event: WechatMiniprogram.CustomEvent<{ value: string }>) {
    const { field } = event.currentTarget.dataset as { field: 'fromDate' }
    this.setData({ [field]: event.detail.value, problem: '' })
  },
  pickPlace() {
    wx.chooseLocation({
      success: ({ name, address, latitude, longitude }) =>
        this.setData({ place: [address, name].filter(Boolean).join(' '), position: { latitude, longitude } }),
      fail: () => undefined, // Put off, or not allowed: the address can be written.
    })
  },

  submit() {
    const { kind, targets, target, sessions, session, ...rest } = this.data
    const { routeId = '', pointId = '' } = targets[target] ?? {}
    const sessionId = sessions[session]?.sessionId ?? ''
    const made = changeOf({ ...rest, eventId: this.eventId, kind, routeId, pointId, sessionId }, cloudTime())
    if ('problem' in made) return this.setData({ problem: made.problem })
    wx.showModal({
      title: `${kind}：${targets[target]?.name ?? ''}`,
      content: '发布后大家马上看到，收藏了的人会收到通知',
      confirmText: '发布',
      success: ({ confirm }) => {
        if (confirm) void this.publish(made.change)
      },
    })
  },
  async publish(change: Parameters<typeof changeEvent>[0]) {
    if (this.data.busy) return
    this.setData({ busy: true })
    const answer = await changeEvent(change)
    this.setData({ busy: false })
    if (!answer.ok) return this.setData({ problem: sentenceFor(answer.code, answer.facts) })
    const { told } = answer.data
    this.setData({
      reason: '',
      done: `发布了：${answer.data.change.text}${told > 0 ? `。通知了 ${told} 位收藏的人` : ''}`,
    })
  },
})
