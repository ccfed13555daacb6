/** A voucher: eight digits and a code, for the desk. Shown without a network; what became of it is asked when shown. */
import type { Voucher } from '../../../domain/contract/rallies/gifts'
import { sayVoucher } from '../../../domain/codes'
import { sayTime } from '../../../domain/times'
import { cloudTime } from '../../../services/clock'
import { lastEvent, lastRoutes } from '../../../services/rallies'
import { cardsOfCompanion } from '../../../services/rallies/cards'
import { lastVoucher, openGifts } from '../../../services/rallies/gifts'
import { linkOf } from '../../../services/rallies/links'
import { peopleHere } from '../companions/people'

Page({
  data: {
    state: 'loading',
    voucher: null as Voucher | null,
    number: '',
    link: '',
    words: '',
  },

  claimId: '',

  onLoad(options: { claimId?: string }) {
    this.claimId = decodeURIComponent(options.claimId ?? '')
  },
  onShow() {
    this.show()
    void this.refresh()
  },
  async onPullDownRefresh() {
    await this.refresh()
    wx.stopPullDownRefresh()
  },
  /** His own, or of someone whose cards he carries: asking for the gifts brings the vouchers. */
  async refresh() {
    const eventId = lastEvent()?.event?.eventId
    if (!eventId) return
    const others = peopleHere(lastRoutes()).map(({ name }) =>
      cardsOfCompanion(name).map(({ cardId }) => cardId),
    )
    for (const cardIds of [undefined, ...others]) {
      const answer = await openGifts(eventId, cardIds)
      if (!answer.ok) return
      if (answer.data.gifts.some(({ voucher }) => voucher?.claimId === this.claimId)) return this.show()
    }
  },
  show() {
    const voucher = lastVoucher(this.claimId)
    if (!voucher) return this.setData({ state: 'empty' })
    const now = cloudTime()
    const { state, expiresAt, usedAt, usedDesk } = voucher
    const over = state === 'expired' || (state === 'open' && expiresAt <= now)
    this.setData({
      state: 'ready',
      voucher: over ? { ...voucher, state: 'expired' } : voucher,
      number: sayVoucher(voucher.number),
      link: linkOf(voucher.code),
      words:
        state === 'used'
          ? `${sayTime(usedAt ?? now, now)} 在${usedDesk ?? ''}领过了`
          : over
            ? '过了时间，这份还回去了。还有剩的话可以再领'
            : `${sayTime(expiresAt, now)} 前来领，过时自动还回去`,
    })
  },
})
