/** 礼物库存: 入库, 调拨, 损坏, 盘点. For an operator at any desk, for a desk's staff at their own. */
import { sentenceFor } from '../../../domain/errors'
import { stateOf } from '../../../components/page-state/states'
import type { PageState } from '../../../components/page-state/states'
import { doStock, stockPlaces } from '../../../services/rallies/stock'
import type { StockAct, StockPlaces } from '../../../services/rallies/stock'
import { actOf, HINTS, KINDS, sayDone } from './act-of'

Page({
  data: {
    state: 'loading' as PageState,
    sentence: '',
    kinds: KINDS,
    kind: '入库' as StockAct['kind'],
    hint: HINTS['入库'],
    desks: [] as StockPlaces['desks'],
    desk: 0,
    /** Every desk but the chosen one. */
    targets: [] as StockPlaces['targets'],
    target: 0,
    gifts: [] as { giftId: string; name: string }[],
    gift: 0,
    left: 0,
    count: '',
    note: '',
    problem: '',
    done: '',
    busy: false,
  },

  eventId: '',
  shiftId: '',
  places: null as StockPlaces | null,

  onLoad(options: { eventId?: string; shiftId?: string }) {
    this.eventId = options.eventId ?? ''
    this.shiftId = options.shiftId ?? ''
    void this.load()
  },
  async load() {
    const answer = await stockPlaces(this.eventId, this.shiftId)
    if (!answer.ok) return this.setData(stateOf(answer))
    const { desks, gifts } = answer.data
    this.places = answer.data
    this.setData({
      state: desks.length > 0 && gifts.length > 0 ? 'ready' : 'empty',
      desks,
      gifts: gifts.map(({ giftId, name }) => ({ giftId, name })),
    })
    this.showPlace()
  },
  /** What lies where he looks. */
  showPlace() {
    const deskId = this.data.desks[this.data.desk]?.deskId
    const gift = this.places?.gifts[this.data.gift]
    this.setData({
      left: gift?.desks.find((each) => each.deskId === deskId)?.left ?? 0,
      targets: (this.places?.targets ?? []).filter((each) => each.deskId !== deskId),
      target: 0,
    })
  },

  pickKind(event: WechatMiniprogram.TouchEvent) {
    const { kind } = event.currentTarget.dataset as { kind: StockAct['kind'] }
    this.setData({ kind, hint: HINTS[kind], problem: '', done: '' })
  },
  pick(event: WechatMiniprogram.PickerChange) {
    const { field } = event.currentTarget.dataset as { field: 'desk' | 'gift' | 'target' }
    this.setData({ [field]: Number(event.detail.value), problem: '', done: '' })
    if (field !== 'target') this.showPlace()
  },
  fill(event: WechatMiniprogram.CustomEvent<{ value: string }>) {
    const { field } = event.currentTarget.dataset as { field: 'count' | 'note' }
    this.setData({ [field]: event.detail.value, problem: '', done: '' })
  },

  async submit() {
    const { kind, desks, desk, gifts, gift, targets, target, count, note, busy } = this.data
    if (busy) return
    const made = actOf({
      ...{ kind, count, note },
      deskId: desks[desk]?.deskId ?? '',
      giftId: gifts[gift]?.giftId ?? '',
      toDeskId: targets[target]?.deskId ?? '',
    })
    if ('problem' in made) return this.setData({ problem: made.problem })
    this.setData({ busy: true, done: '' })
    const answer = await doStock(made.act)
    this.setData({ busy: false })
    if (!answer.ok) return this.setData({ problem: sentenceFor(answer.code, answer.facts) })
    const { stock, done } = answer.data
    this.setData({ done: sayDone(made.act, done, stock.free), left: stock.free, count: '', note: '' })
    await this.load()
  },
})
