/** 每周的班: who arranges writes the weeks that repeat, and is told which gaps are left. */
import type { RotaView } from '../../../domain/contract/duty/rota'
import { sentenceFor } from '../../../domain/errors'
import { stateOf } from '../../../components/page-state/states'
import type { PageState } from '../../../components/page-state/states'
import { editWeeks, openRota } from '../../../services/duty/rota'
import { dropWeeks, keepWeeks, readWeeks } from '../../../services/duty/week-draft'
import { sayShift } from '../shift-words'
import { draftOf, nextSlot, overlapWords, slotsOf, worded } from './draft'
import type { DraftSlot, DraftWeek } from './draft'

const WEEKS_MOST = 4
const GAPS_SAID = 3

interface Place {
  week: number
  day: number
  slot: number
}

Page({
  data: {
    state: 'loading' as PageState,
    sentence: '',
    unitName: '',
    names: [] as string[],
    weeks: [] as DraftWeek[],
    mayAdd: true,
    week: 0,
    saving: false,
    changed: false,
  },
  unitId: '',
  rota: null as RotaView | null,

  onLoad(options: { unitId?: string }) {
    this.unitId = options.unitId ?? ''
    void this.load()
  },
  async load() {
    const answer = await openRota(this.unitId)
    if (!answer.ok) return this.setData(stateOf(answer))
    const rota = answer.data
    if (!rota.mayArrange)
      return this.setData({ state: 'forbidden', sentence: '每周的班由单位负责人来排，可以请他改' })
    this.rota = rota
    this.setData({
      state: 'ready',
      unitName: rota.unit.name,
      names: rota.staff.map(({ name }) => name),
    })
    const unsaved = readWeeks<DraftWeek[]>(this.unitId, rota.revision)
    this.setData({ changed: unsaved !== null })
    this.draw(unsaved ?? draftOf(rota.weeks, rota.staff))
  },
  act() {
    this.setData({ state: 'loading' })
    void this.load()
  },
  draw(weeks: DraftWeek[]) {
    const week = Math.min(this.data.week, weeks.length - 1)
    this.setData({ weeks, week, mayAdd: weeks.length < WEEKS_MOST })
  },
  edit(weeks: DraftWeek[]) {
    this.draw(weeks)
    if (!this.data.changed) this.setData({ changed: true })
    if (this.rota) keepWeeks(this.unitId, { revision: this.rota.revision, weeks })
  },

  pickWeek(event: WechatMiniprogram.TouchEvent) {
    this.setData({ week: (event.currentTarget.dataset as { week: number }).week })
  },
  addWeek() {
    const { weeks } = this.data
    // As the last one: what differs is less than what is the same.
    this.setData({ week: weeks.length })
    this.edit([...weeks, weeks.at(-1)!])
  },
  dropWeek() {
    const { weeks, week } = this.data
    this.edit(weeks.filter((_, index) => index !== week))
  },

  /** The draft with one day's slots replaced. */
  withDay({ week, day }: Pick<Place, 'week' | 'day'>, slots: DraftSlot[]): DraftWeek[] {
    return this.data.weeks.map((each, at) =>
      at !== week ? each : each.map((one, index) => (index === day ? { ...one, slots } : one)),
    )
  },
  change(event: { currentTarget: { dataset: object } }, fields: Partial<DraftSlot>) {
    const place = event.currentTarget.dataset as Place
    const { slots } = this.data.weeks[place.week]![place.day]!
    const next = slots.map((slot, index) => (index === place.slot ? worded({ ...slot, ...fields }) : slot))
    this.edit(this.withDay(place, next))
  },
  pickFrom(event: WechatMiniprogram.PickerChange) {
    this.change(event, { from: String(event.detail.value) })
  },
  pickTo(event: WechatMiniprogram.PickerChange) {
    this.change(event, { to: String(event.detail.value) })
  },
  pickPerson(event: WechatMiniprogram.PickerChange) {
    this.change(event, { person: Number(event.detail.value) })
  },
  addSlot(event: WechatMiniprogram.TouchEvent) {
    const place = event.currentTarget.dataset as Place
    const day = this.data.weeks[place.week]![place.day]!
    this.edit(this.withDay(place, [...day.slots, nextSlot(day)]))
  },
  dropSlot(event: WechatMiniprogram.TouchEvent) {
    const place = event.currentTarget.dataset as Place
    const { slots } = this.data.weeks[place.week]![place.day]!
    this.edit(
      this.withDay(
        place,
        slots.filter((_, index) => index !== place.slot),
      ),
    )
  },
  /** Most offices have the same shifts every day. */
  likeMonday() {
    const { weeks, week } = this.data
    const monday = weeks[week]![0]!.slots
    this.edit(weeks.map((each, at) => (at !== week ? each : each.map((day) => ({ ...day, slots: monday })))))
  },

  async save() {
    const { rota } = this
    if (!rota || this.data.saving) return
    const slots = slotsOf(this.data.weeks, rota.staff)
    if (!slots) return tell('有一班排的人已不在本单位，请换一位')
    const overlap = overlapWords(slots)
    if (overlap) return tell(`${overlap} 有两班重了，请改一改`)
    this.setData({ saving: true })
    const answer = await editWeeks(this.unitId, slots, rota.revision)
    this.setData({ saving: false })
    if (!answer.ok) {
      if (answer.code === 'OFFLINE') return tell('现在没有网络，改的都还在，连上再点一次')
      return tell(sentenceFor(answer.code, answer.facts))
    }
    dropWeeks(this.unitId)
    this.rota = answer.data
    this.setData({ changed: false })
    this.sayGaps(answer.data)
  },
  sayGaps({ gaps }: RotaView) {
    const lines = gaps.slice(0, GAPS_SAID).map(({ from, to }) => sayShift(from, to))
    const more = gaps.length > GAPS_SAID ? `，等 ${gaps.length} 段` : ''
    wx.showModal({
      title: gaps.length ? '保存了，还有没人值班的时候' : '保存了',
      content: gaps.length ? `${lines.join('；')}${more}` : '未来 30 天每一分钟都有人值班',
      showCancel: gaps.length > 0,
      cancelText: '接着改',
      confirmText: '回值班表',
      success: ({ confirm }) => confirm && wx.navigateBack(),
    })
  },
})

function tell(title: string) {
  wx.showToast({ title, icon: 'none', duration: 3000 })
}
