/**
 * 火警、急救、报警: the numbers to dial, before a message with such words goes. It never stands between: one tap sends.
 * Events: `send`, `close`.
 */
import type { EmergencyNumber } from '../../domain/emergencies'

Component({
  properties: {
    visible: { type: Boolean, value: false },
    numbers: { type: Array, value: [] as EmergencyNumber[] },
    /** Of the group; '' when it has none. */
    dutyPhone: { type: String, value: '' },
    /** Whom the message wakes; '' by day. */
    wakes: { type: String, value: '' },
    /** What its one button says. */
    action: { type: String, value: '继续发送' },
  },
  methods: {
    dial(event: WechatMiniprogram.TouchEvent) {
      const { number } = event.currentTarget.dataset as { number: string }
      // Taken back by the person himself: nothing to say.
      wx.makePhoneCall({ phoneNumber: number, fail: () => undefined })
    },
    send() {
      this.triggerEvent('send')
    },
    close() {
      this.triggerEvent('close')
    },
  },
})
