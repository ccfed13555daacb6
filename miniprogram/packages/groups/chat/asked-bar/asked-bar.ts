/**
 * Whom the message being written asks, and how. Events: `unask` with an id, `turn` with the option to be turned on or off,
 * `wait` with whether the @ may wait for the morning.
 */
import type { NightOffer } from './night'

Component({
  properties: {
    asked: { type: Array, value: [] },
    askEach: { type: Boolean, value: false },
    noAnswerNeeded: { type: Boolean, value: false },
    /** Null by day. */
    night: { type: Object, value: null as NightOffer | null },
    canWait: { type: Boolean, value: true },
  },
  methods: {
    unask(event: WechatMiniprogram.TouchEvent) {
      this.triggerEvent('unask', { id: (event.currentTarget.dataset as { id: string }).id })
    },
    turn(event: WechatMiniprogram.TouchEvent) {
      this.triggerEvent('turn', { option: (event.currentTarget.dataset as { option: string }).option })
    },
    wait(event: WechatMiniprogram.TouchEvent) {
      this.triggerEvent('wait', { canWait: (event.currentTarget.dataset as { wait: boolean }).wait })
    },
  },
})
