/** Asks into which case this one is merged, and reads that one back before it is done. Events: `chosen` with the input, `close`. */
import { lookUp } from './look-up'
import type { NumberedCase } from './look-up'

Component({
  properties: {
    visible: { type: Boolean, value: false },
    lead: { type: String, value: '' },
    /** The one that ends. */
    caseId: { type: String, value: '' },
    busy: { type: Boolean, value: false },
  },
  data: { number: '', problem: '', looking: false, found: null as NumberedCase | null },
  observers: {
    visible(visible: boolean) {
      if (visible) this.setData({ number: '', problem: '', looking: false, found: null })
    },
  },
  methods: {
    typed(event: WechatMiniprogram.CustomEvent<{ value: string }>) {
      this.data.number = event.detail.value
      if (this.data.problem) this.setData({ problem: '' })
    },
    async look() {
      if (this.data.looking) return
      this.setData({ looking: true })
      this.setData({ looking: false, ...(await lookUp(this.data.number, this.data.caseId)) })
    },
    send() {
      const { found } = this.data
      if (found && !this.data.busy) this.triggerEvent('chosen', { input: { number: found.number } })
    },
    another() {
      this.setData({ found: null })
    },
    close() {
      this.triggerEvent('close')
    },
    changed(event: WechatMiniprogram.CustomEvent<{ visible: boolean }>) {
      if (!event.detail.visible) this.close()
    },
  },
})
