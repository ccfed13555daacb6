/**
 * One's own duty on the first page: a shift that runs or begins soon, 我到岗了, a swap that waits. Nothing is shown to who
 * has none, and nothing is said when it cannot be read: the page itself says that the cloud is not reached.
 */
import { sentenceFor } from '../../../domain/errors'
import { sayTime } from '../../../domain/times'
import { arrive, myDuty } from '../../../services/duty/reach'
import { askForMentionNotice } from '../../../services/notices'
import { shiftLine } from './shift-line'
import type { ShiftLine } from './shift-line'

const SAID = {
  sent: '测试消息已发到微信，点开它就好',
  notAllowed: '微信还没有允许。再点一次，选「允许」',
  unknown: '不知道到了没有，看看微信里有没有测试消息',
}

Component({
  data: {
    shifts: [] as ShiftLine[],
    swap: null as { unitId: string; unitName: string } | null,
    tried: '',
    said: '',
    busy: false,
  },
  lifetimes: {
    attached() {
      void this.load()
    },
  },
  pageLifetimes: {
    show() {
      void this.load()
    },
  },
  methods: {
    async load() {
      const answer = await myDuty()
      if (!answer.ok) return
      const { shifts, swaps, triedAt, now } = answer.data
      this.setData({
        shifts: shifts.map((shift) => shiftLine(shift, now)),
        swap: swaps[0] ?? null,
        tried: triedAt === null ? '' : sayTime(triedAt, now),
        said: triedAt === null ? this.data.said : '',
      })
    },
    /** WeChat asks first, in the tap itself; whatever is answered there, the test shows what is so. */
    async arrive(event: WechatMiniprogram.TouchEvent) {
      const { id } = event.currentTarget.dataset as { id: string }
      if (this.data.busy) return
      this.setData({ busy: true, said: '正在发测试消息' })
      await askForMentionNotice()
      const answer = await arrive(id)
      this.setData({ busy: false })
      if (answer.ok) return this.setData({ said: SAID[answer.data.outcome] })
      const offline = answer.code === 'OFFLINE'
      const said = offline ? '现在没有网络，连上再点一次' : sentenceFor(answer.code, answer.facts)
      this.setData({ said })
    },
    openRota(event: WechatMiniprogram.TouchEvent) {
      const { id } = event.currentTarget.dataset as { id: string }
      wx.navigateTo({ url: `/packages/duty/rota/rota?unitId=${id}` })
    },
  },
})
