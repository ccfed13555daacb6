/** 批量派出: what waits at the intake, each with the unit proposed for it; one tap sends those that are ticked. */
import { stateOf } from '../../../components/page-state/states'
import type { PageState } from '../../../components/page-state/states'
import type { Undispatched } from '../../../domain/contract/requests/desk'
import { sentenceFor } from '../../../domain/errors'
import { cloudTime } from '../../../services/clock'
import { makeId } from '../../../services/ids'
import { dispatchCases, listUndispatched } from '../../../services/requests-desk'
import { queueCard } from '../queue-card'
import type { QueueCard } from '../queue-card'

const AT_ONCE = 20
const NOTHING = { icon: 'tea', title: '都派出去了', sentence: '有新的诉求会先到这里' }

interface DispatchCard extends QueueCard {
  /** Place in the units; -1 when the dispatcher has to think. */
  unit: number
  ticked: boolean
  /** Made once for this wish, so that a repeat after a lost answer sends nothing twice. */
  moveId: string
  refused: string
  problem: string
}

Page({
  data: {
    state: 'loading' as PageState,
    ...{ icon: '', title: '', sentence: '' },
    cards: [] as DispatchCard[],
    units: [] as string[],
    count: 0,
    more: false,
    sending: false,
  },
  unitIds: [] as string[],
  cases: [] as Undispatched[],

  onShow() {
    if (!this.data.sending) void this.load()
  },
  async onPullDownRefresh() {
    await this.load()
    wx.stopPullDownRefresh()
  },
  async load() {
    const answer = await listUndispatched(null)
    if (!answer.ok) return this.setData({ icon: '', title: '', ...stateOf(answer) })
    const { cases, units, more } = answer.data
    this.unitIds = units.map(({ unitId }) => unitId)
    this.cases = cases
    const now = cloudTime()
    const before = new Map(this.data.cards.map((card) => [card.caseId, card]))
    const cards = cases.map((each): DispatchCard => {
      const unit = this.unitIds.indexOf(each.proposal?.unitId ?? '')
      const fresh = { unit, ticked: unit >= 0, moveId: makeId(), problem: '' }
      const refused = each.refusedBy.length > 0 ? `${each.refusedBy.join('、')} 退回过` : ''
      const { unit: place, ticked, moveId, problem } = before.get(each.caseId) ?? fresh
      return { ...queueCard(each, now), unit: place, ticked, moveId, problem, refused }
    })
    this.setData({
      ...{ cards, more, units: units.map(({ name }) => name), count: ticked(cards) },
      ...(cards.length > 0 ? { state: 'ready' as const } : { ...NOTHING, state: 'empty' as const }),
    })
  },
  act() {
    this.setData({ state: 'loading' })
    void this.load()
  },
  tick(event: WechatMiniprogram.TouchEvent) {
    const { place } = event.currentTarget.dataset as { place: number }
    const card = this.data.cards[place]!
    if (card.unit < 0) return void wx.showToast({ title: '先选一个单位', icon: 'none' })
    this.change(place, { ticked: !card.ticked })
  },
  pick(event: WechatMiniprogram.PickerChange) {
    const { place } = event.currentTarget.dataset as { place: number }
    this.change(place, { unit: Number(event.detail.value), ticked: true, problem: '', moveId: makeId() })
  },
  change(place: number, fields: Partial<DispatchCard>) {
    const cards = this.data.cards.map((card, index) => (index === place ? { ...card, ...fields } : card))
    this.setData({ [`cards[${place}]`]: cards[place]!, count: ticked(cards) })
  },
  async send() {
    const chosen = this.data.cards.filter((card) => card.ticked).slice(0, AT_ONCE)
    if (chosen.length === 0 || this.data.sending) return
    this.setData({ sending: true })
    const dispatches = chosen.map(({ caseId, moveId, unit }) => ({
      caseId,
      moveId,
      unitId: this.unitIds[unit]!,
    }))
    const answer = await dispatchCases({ dispatches, words: '' })
    this.setData({ sending: false })
    if (!answer.ok)
      return say(
        answer.code === 'OFFLINE'
          ? '现在没有网络，选好的都还在，连上再点一次'
          : sentenceFor(answer.code, answer.facts),
      )
    const failed = answer.data.outcomes.filter(({ code }) => code !== null)
    for (const { caseId, code, facts } of failed) {
      const place = this.data.cards.findIndex((card) => card.caseId === caseId)
      this.change(place, { problem: sentenceFor(code!, facts), ticked: false })
    }
    say(
      `派出了 ${answer.data.outcomes.length - failed.length} 件${failed.length > 0 ? `，${failed.length} 件没有派成` : ''}`,
    )
    void this.load()
  },
  open(event: WechatMiniprogram.TouchEvent) {
    const { id } = event.currentTarget.dataset as { id: string }
    wx.navigateTo({ url: `/packages/requests/case/case?caseId=${id}` })
  },
})

const ticked = (cards: DispatchCard[]) => Math.min(AT_ONCE, cards.filter((card) => card.ticked).length)

function say(title: string) {
  wx.showToast({ title, icon: 'none', duration: 3000 })
}
