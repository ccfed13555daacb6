/** 诉求 is switched off in every deployment until it is built; its tab is hidden, and whoever gets here is told so. */
import { sentenceFor } from '../../domain/errors'
import { askStanding } from '../../services/people'

Page({
  data: { sentence: sentenceFor('AREA_OFF') },
  onShow() {
    void askStanding().then(() => this.getTabBar?.()?.refresh?.('requests'))
  },
  goHome() {
    wx.switchTab({ url: '/pages/home/home' })
  },
})
