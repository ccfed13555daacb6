/** One point: what one wants to know before walking there, and six digits to type where they are said. */
import type { RoutePoint } from '../../../domain/contract/rallies'
import { sentenceFor } from '../../../domain/errors'
import { openingOf, type Opening } from '../../../domain/point-hours'
import { sayTime } from '../../../domain/times'
import { stateOf } from '../../../components/page-state/states'
import type { PageState } from '../../../components/page-state/states'
import { cloudTime } from '../../../services/clock'
import { lastPoint, openRoute } from '../../../services/rallies'
import { picturePath } from '../../../services/rallies/point-pictures'
import { isSaved, savePoint } from '../../../services/rallies/saved'
import { goThere } from './go-there'

interface Fact {
  icon: string
  label: string
  words: string
}

Page({
  data: {
    state: 'loading' as PageState,
    point: null as RoutePoint | null,
    opening: null as Opening | null,
    facts: [] as Fact[],
    sessions: [] as { sessionId: string; name: string; time: string; over: boolean }[],
    changes: [] as { changeId: string; text: string; time: string }[],
    /** Paths or links. */
    pictures: [] as string[],
    digits: false,
    saved: false,
  },

  pointId: '',

  routeId: '',

  onLoad(options: { pointId?: string; routeId?: string }) {
    this.pointId = options.pointId ?? ''
    this.routeId = options.routeId ?? lastPoint({ pointId: this.pointId })?.route.route.routeId ?? ''
    void this.load()
  },

  /** From what this phone has; its route is fetched again so that a change made today stands here. */
  async load() {
    const known = lastPoint({ pointId: this.pointId })
    if (known) this.show(known.point)
    const answer = await openRoute(this.routeId)
    const now = answer.ok ? answer.data.points.find(({ pointId }) => pointId === this.pointId) : known?.point
    if (now) return this.show(now)
    this.setData(answer.ok ? { state: 'empty' } : stateOf(answer))
  },

  show(point: RoutePoint) {
    const now = cloudTime()
    const {
      place,
      toilet = '',
      seats = '',
      steps = '',
      lunch = '',
      hours,
      sessions = [],
      changes = [],
    } = point
    const facts: Fact[] = [
      { icon: 'location', label: '地址', words: place },
      { icon: 'time', label: '时间', words: hours },
      { icon: 'rice', label: '午休', words: lunch },
      { icon: 'info-circle', label: '厕所', words: toilet },
      { icon: 'user', label: '座位', words: seats },
      { icon: 'accessibility', label: '台阶', words: steps },
    ]
    wx.setNavigationBarTitle({ title: point.stampName })
    this.setData({
      state: 'ready',
      point,
      opening: openingOf(point, now),
      facts: facts.filter(({ words }) => words !== ''),
      sessions: sessions.map(({ sessionId, name, startsAt, endsAt }) => ({
        sessionId,
        name,
        time: sayTime(startsAt, now),
        over: endsAt <= now,
      })),
      changes: changes.map(({ changeId, text, at }) => ({ changeId, text, time: sayTime(at, now) })),
      pictures: this.picturesOf(point),
      saved: isSaved(point.pointId),
      digits: (point.ways ?? []).includes('digits'),
    })
  },

  /** From this phone's files; the link only while the file is on its way. */
  picturesOf({ pictures = [] }: RoutePoint): string[] {
    return pictures.map(({ pictureId, url }) => picturePath(pictureId) || url).filter((src) => src !== '')
  },
  look(event: WechatMiniprogram.TouchEvent) {
    const { src } = event.currentTarget.dataset as { src: string }
    wx.previewImage({ current: src, urls: this.data.pictures })
  },
  /** One that cannot be shown, such as a link that ended, leaves no hole. */
  hide(event: WechatMiniprogram.ImageError) {
    const { src } = event.currentTarget.dataset as { src: string }
    this.setData({ pictures: this.data.pictures.filter((each) => each !== src) })
  },

  go() {
    const { point } = this.data
    if (point) goThere({ name: point.name, place: point.place, position: point.position ?? null })
  },
  async save() {
    const saved = !this.data.saved
    const answer = await savePoint(this.pointId, saved)
    if (!answer.ok) {
      const title =
        answer.code === 'OFFLINE' ? '没有网络，连上再点一次' : sentenceFor(answer.code, answer.facts)
      return void wx.showToast({ title, icon: 'none' })
    }
    this.setData({ saved })
    wx.showToast({ title: saved ? '收藏了，有变动会告诉您' : '不再收藏', icon: 'none' })
  },
  typeDigits() {
    wx.navigateTo({ url: `/packages/rallies/type-in/type-in?pointId=${this.pointId}` })
  },
})
