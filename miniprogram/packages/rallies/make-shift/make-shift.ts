/** A volunteer becomes staff of one point or desk by scanning the one-time code that is shown here once. */
import { sentenceFor } from '../../../domain/errors'
import { minuteOfShanghaiDay, sayClock } from '../../../domain/times'
import { stateOf } from '../../../components/page-state/states'
import type { PageState } from '../../../components/page-state/states'
import { cloudTime } from '../../../services/clock'
import { makeId } from '../../../services/ids'
import { linkOf } from '../../../services/rallies/links'
import { eventPlaces, makeShift } from '../../../services/rallies/operating'
import { momentOf } from '../change/change-of'
import { dayOf } from '../change/day-of'

interface Place {
  placeId: string
  name: string
  kind: 'point' | 'desk'
}

Page({
  data: {
    state: 'loading' as PageState,
    sentence: '',
    places: [] as Place[],
    place: 0,
    name: '',
    date: '',
    from: '',
    to: '',
    problem: '',
    link: '',
    told: '',
    busy: false,
  },

  eventId: '',
  /** Made once per shift: a repeat after a lost answer shows the same code. */
  draftId: '',

  onLoad(options: { eventId?: string }) {
    this.eventId = options.eventId ?? ''
    this.draftId = makeId()
    void this.load()
  },
  async load() {
    const answer = await eventPlaces(this.eventId)
    if (!answer.ok) return this.setData(stateOf(answer))
    const { routes, desks } = answer.data
    const points = routes.flatMap(({ points: each }) => each)
    const now = cloudTime()
    this.setData({
      state: 'ready',
      places: [
        ...points.map(({ pointId, name }): Place => ({ placeId: pointId, name, kind: 'point' })),
        ...desks.map(({ deskId, name }): Place => ({ placeId: deskId, name, kind: 'desk' })),
      ],
      date: dayOf(now),
      from: sayClock(minuteOfShanghaiDay(now)),
      to: '18:00',
    })
  },
  pickPlace(event: WechatMiniprogram.PickerChange) {
    this.setData({ place: Number(event.detail.value) })
  },
  fill(event: WechatMiniprogram.CustomEvent<{ value: string }>) {
    const { field } = event.currentTarget.dataset as { field: 'name' }
    this.setData({ [field]: event.detail.value, problem: '' })
  },
  async make() {
    const { places, place, name, date, from, to, busy } = this.data
    const where = places[place]
    if (!where || busy) return
    const [startsAt, endsAt] = [momentOf(date, from), momentOf(date, to)]
    if (!name.trim()) return this.setData({ problem: '写上谁来当班' })
    if (endsAt <= startsAt) return this.setData({ problem: '结束要在开始以后' })
    this.setData({ busy: true })
    const { kind, placeId } = where
    const answer = await makeShift({
      draftId: this.draftId,
      kind,
      placeId,
      name: name.trim(),
      startsAt,
      endsAt,
    })
    this.setData({ busy: false })
    if (!answer.ok) return this.setData({ problem: sentenceFor(answer.code, answer.facts) })
    const told = `${where.name} · ${date} ${from}—${to} · ${name.trim()}`
    this.setData({ link: linkOf(answer.data.code), told, problem: '' })
  },
  next() {
    this.draftId = makeId()
    this.setData({ link: '', name: '' })
  },
})
