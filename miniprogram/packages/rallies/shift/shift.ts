/** Opened by the operator's one-time code: one becomes staff of a point or a desk until the shift ends. */
import type { ErrorCode } from '../../../domain/errors'
import type { Shift } from '../../../domain/contract/rallies/staff'
import { sayTime } from '../../../domain/times'
import { stateOf } from '../../../components/page-state/states'
import type { PageState } from '../../../components/page-state/states'
import { isPassing } from '../../../services/cloud'
import { cloudTime } from '../../../services/clock'
import { takeShift } from '../../../services/rallies/staff'

Page({
  data: {
    state: 'loading' as PageState,
    sentence: '',
    shift: null as Shift | null,
    hours: '',
    consentVisible: false,
  },

  code: '',

  onLoad(options: { code?: string }) {
    this.code = decodeURIComponent(options.code ?? '')
    void this.take()
  },
  /** The code was scanned to do just this: nothing more has to be pressed. */
  async take() {
    const answer = await takeShift(this.code)
    if (!answer.ok) {
      const failed = stateOf(answer)
      if (failed.state === 'error' && !isPassing(answer.code))
        return this.refuse(answer.code, failed.sentence)
      return this.setData({ ...failed, consentVisible: failed.state === 'consent' })
    }
    const { shift } = answer.data
    const now = cloudTime()
    const hours = `${sayTime(shift.startsAt, now)} 到 ${sayTime(shift.endsAt, now)}`
    this.setData({ state: 'ready', shift, hours, consentVisible: false })
  },
  /** Trying again would not help: another code does. */
  refuse(code: ErrorCode, sentence: string) {
    const known = code !== 'CODE_FORGED' && code !== 'CODE_UNREADABLE' // those speak of the codes of points
    this.setData({ state: 'empty', sentence: known ? sentence : '请活动管理员再给一个新的' })
  },
  start() {
    const { shift } = this.data
    if (!shift) return
    const page = shift.kind === 'point' ? 'post/post' : 'desk/desk'
    wx.redirectTo({ url: `/packages/rallies/${page}?shiftId=${shift.shiftId}` })
  },
  act() {
    if (this.data.state === 'consent') this.setData({ consentVisible: true })
    else void this.take()
  },
  agreed() {
    this.setData({ consentVisible: false, state: 'loading' })
    void this.take()
  },
  closeConsent() {
    this.setData({ consentVisible: false })
  },
})
