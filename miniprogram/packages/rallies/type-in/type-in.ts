/** For whom no camera will do: the short code of a sheet, or with `pointId` the six digits staff say there. */
import { lastPoint } from '../../../services/rallies'
import { readTyped } from './typed'

Page({
  data: { state: 'ready', pointId: '', pointName: '', text: '', problem: '' },

  onLoad(options: { pointId?: string }) {
    const { pointId = '' } = options
    if (pointId) wx.setNavigationBarTitle({ title: '输六位数' })
    this.setData({ pointId, pointName: lastPoint({ pointId })?.point.name ?? '' })
  },

  type(event: WechatMiniprogram.Input) {
    this.setData({ text: event.detail.value, problem: '' })
  },
  stamp() {
    const { text, pointId } = this.data
    const typed = readTyped(text, pointId)
    if ('problem' in typed) return this.setData({ problem: typed.problem })
    const what = 'code' in typed ? `s=${typed.code}` : `pointId=${pointId}&digits=${typed.digits}`
    wx.redirectTo({ url: `/packages/rallies/arrive/arrive?${what}` })
  },
})
