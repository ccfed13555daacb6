/** 我当班的: one's own shifts that are on or to come. From the last copy at once, without a network too. */
import type { Shift } from '../../../domain/contract/rallies/staff'
import { sayTime } from '../../../domain/times'
import { noticeOf, stateOf } from '../../../components/page-state/states'
import type { PageState } from '../../../components/page-state/states'
import { cloudTime } from '../../../services/clock'
import { lastShifts, myShifts } from '../../../services/rallies/staff'

interface ShiftRow {
  shiftId: string
  placeName: string
  kind: Shift['kind']
  kindName: string
  hours: string
  on: boolean
}

Page({
  data: { state: 'loading' as PageState, sentence: '', notice: '', shifts: [] as ShiftRow[] },

  onShow() {
    if (lastShifts().length > 0) this.show(lastShifts(), '')
    void this.load()
  },
  async load() {
    const answer = await myShifts()
    if (answer.ok) return this.show(answer.data.shifts, '')
    if (lastShifts().length > 0) return this.show(lastShifts(), noticeOf(answer))
    this.setData(stateOf(answer))
  },
  show(shifts: Shift[], notice: string) {
    const now = cloudTime()
    this.setData({
      state: shifts.length > 0 ? 'ready' : 'empty',
      notice,
      shifts: shifts.map(({ shiftId, placeName, kind, startsAt, endsAt }) => ({
        ...{ shiftId, placeName, kind },
        kindName: kind === 'point' ? '点位' : '兑换台',
        hours: `${sayTime(startsAt, now)} 到 ${sayTime(endsAt, now)}`,
        on: startsAt <= now && now < endsAt,
      })),
    })
  },
  open(event: WechatMiniprogram.TouchEvent) {
    const { id, kind } = event.currentTarget.dataset as { id: string; kind: Shift['kind'] }
    const page = kind === 'point' ? 'post/post' : 'desk/desk'
    wx.navigateTo({ url: `/packages/rallies/${page}?shiftId=${id}` })
  },
})
