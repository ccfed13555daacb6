/** One shift: 我来接, 换班, and for who arranges 替班, 放假, 取消调整. Each asks once and says what became of it. */
import type { Answer } from '../../../../domain/contract/envelope'
import type { RotaView } from '../../../../domain/contract/duty/rota'
import { sentenceFor } from '../../../../domain/errors'
import { dropChange, holiday, proposeSwap, standIn, takeShift } from '../../../../services/duty/rota'
import type { ShiftRow } from '../days'
import type { ShiftSheet } from '../sheet'

Component({
  options: { virtualHost: true },
  properties: {
    /** ShiftSheet; null while it is closed. */
    sheet: { type: Object, value: null as unknown as object },
  },
  data: { step: 'menu' as 'menu' | 'people' | 'others', busy: false },
  observers: {
    sheet() {
      this.setData({ step: 'menu', busy: false })
    },
  },
  methods: {
    sheetNow(): ShiftSheet {
      return this.data.sheet as unknown as ShiftSheet
    },
    stretch() {
      const { unitId, shift } = this.sheetNow()
      return { unitId, from: shift.from, to: shift.to }
    },
    close() {
      this.triggerEvent('close')
    },
    showPeople() {
      this.setData({ step: 'people' })
    },
    showOthers() {
      this.setData({ step: 'others' })
    },
    back() {
      this.setData({ step: 'menu' })
    },

    take() {
      void this.change(takeShift(this.stretch()), '这一班是您的了')
    },
    dayOff() {
      const { shift } = this.sheetNow()
      wx.showModal({
        title: '这一班不排人？',
        content: `${shift.title} 会标红，这时候有人 @ 本单位就找负责人`,
        confirmText: '不排人',
        success: ({ confirm }) =>
          confirm && void this.change(holiday(this.stretch()), '已记下，别忘了有没有人顶上'),
      })
    },
    undo() {
      const { unitId, changeId } = this.sheetNow()
      void this.change(dropChange(unitId, changeId), '已恢复原来的班')
    },
    standIn(event: WechatMiniprogram.TouchEvent) {
      const { id, name } = event.currentTarget.dataset as { id: string; name: string }
      void this.change(standIn(this.stretch(), id), `这一班由${name}值`)
    },
    swap(event: WechatMiniprogram.TouchEvent) {
      const { index } = event.currentTarget.dataset as { index: number }
      const { unitId, shift, others, mayArrange } = this.sheetNow()
      const other = others[index]
      if (!other) return
      const call = proposeSwap({ unitId, by: sideOf(shift), with: sideOf(other) })
      void this.change(call, mayArrange ? '换好了' : `已问${other.name}，同意了就换`)
    },

    async change(asked: Promise<Answer<RotaView>>, said: string) {
      if (this.data.busy) return
      this.setData({ busy: true })
      const answer = await asked
      this.setData({ busy: false })
      if (answer.ok) return this.triggerEvent('changed', { rota: answer.data, said })
      const offline = answer.code === 'OFFLINE'
      const title = offline ? '现在没有网络，连上再点一次' : sentenceFor(answer.code, answer.facts)
      wx.showToast({ title, icon: 'none', duration: 3000 })
      // What it was about is another rota by now.
      if (answer.code === 'ROTA_CHANGED') this.triggerEvent('stale')
    },
  },
})

function sideOf({ personId, from, to }: ShiftRow) {
  return { personId: personId ?? '', from, to }
}
