/** 礼物: what I, or someone whose cards I carry, may claim and why; how many are left, and where. */
import type { DeskStock, GiftView } from '../../../domain/contract/rallies/gifts'
import { sentenceFor } from '../../../domain/errors'
import { stateOf } from '../../../components/page-state/states'
import type { PageState } from '../../../components/page-state/states'
import { cloudTime, phoneTime } from '../../../services/clock'
import { lastEvent, lastRoutes } from '../../../services/rallies'
import { cardsOfCompanion } from '../../../services/rallies/cards'
import { claimGift, openGifts } from '../../../services/rallies/gifts'
import { positionFor } from '../../../services/rallies/position'
import { peopleHere } from '../companions/people'
import { desksInOrder, giftRow, type GiftRow } from './gift-rows'

const ME = '我'

Page({
  data: {
    state: 'loading' as PageState,
    sentence: '',
    people: [ME],
    person: ME,
    gifts: [] as GiftRow[],
    problem: '',
    busy: '',
    consentVisible: false,
  },

  views: [] as GiftView[],

  onShow() {
    this.setData({ people: [ME, ...peopleHere(lastRoutes()).map(({ name }) => name)] })
    void this.load()
  },
  async onPullDownRefresh() {
    await this.load()
    wx.stopPullDownRefresh()
  },

  cardIds(): string[] | undefined {
    const { person } = this.data
    return person === ME ? undefined : cardsOfCompanion(person).map(({ cardId }) => cardId)
  },
  async load() {
    const eventId = lastEvent()?.event?.eventId
    if (!eventId) return this.setData({ state: 'empty' })
    const answer = await openGifts(eventId, this.cardIds())
    if (!answer.ok) return this.setData(stateOf(answer))
    this.views = answer.data.gifts
    const here = positionFor(phoneTime())
    const gifts = this.views.map((gift) => giftRow(gift, here, cloudTime()))
    this.setData({ state: gifts.length > 0 ? 'ready' : 'empty', gifts })
  },

  pick(event: WechatMiniprogram.TouchEvent) {
    this.setData({ person: (event.currentTarget.dataset as { name: string }).name, problem: '' })
    void this.load()
  },
  /** At the nearest desk that has some; with several he chooses. */
  claim(event: WechatMiniprogram.TouchEvent) {
    const { id } = event.currentTarget.dataset as { id: string }
    const gift = this.views.find(({ giftId }) => giftId === id)
    const desks = desksInOrder(gift?.desks ?? [], positionFor(phoneTime())).filter(({ left }) => left > 0)
    if (!gift || desks.length === 0) return this.setData({ problem: '现在都领完了，有补货这里会显示' })
    if (desks.length === 1) return void this.take(id, desks[0]!)
    wx.showActionSheet({
      alertText: '到哪里领？',
      itemList: desks.slice(0, 6).map(({ name, left }) => `${name} · 还剩 ${left} 份`),
      success: ({ tapIndex }) => void this.take(id, desks[tapIndex]!),
      fail: () => undefined, // Put off by himself.
    })
  },
  async take(giftId: string, desk: DeskStock) {
    if (this.data.busy) return
    this.setData({ busy: giftId, problem: '' })
    const answer = await claimGift(giftId, desk.deskId, this.cardIds())
    this.setData({ busy: '' })
    if (answer.ok) return this.toVoucher(answer.data.voucher.claimId)
    const offline = answer.code === 'OFFLINE'
    this.setData({
      problem: offline ? '领取要有网络，连上后再点一次' : sentenceFor(answer.code, answer.facts),
    })
    void this.load()
  },
  openVoucher(event: WechatMiniprogram.TouchEvent) {
    const { id } = event.currentTarget.dataset as { id: string }
    if (id) this.toVoucher(id)
  },
  toVoucher(claimId: string) {
    wx.navigateTo({ url: `/packages/rallies/voucher/voucher?claimId=${encodeURIComponent(claimId)}` })
  },
  act() {
    if (this.data.state === 'consent') return this.setData({ consentVisible: true })
    void this.load()
  },
  agreed() {
    this.setData({ consentVisible: false })
    void this.load()
  },
  closeConsent() {
    this.setData({ consentVisible: false })
  },
})
