/** Asks for a few words before a move. Events: `said` with them, `close`. */
import { CASE_TEXT_MAX } from '../../../../domain/cases'
import type { SheetWords } from '../sheets'

Component({
  properties: {
    visible: { type: Boolean, value: false },
    words: { type: Object, value: {} as SheetWords },
    busy: { type: Boolean, value: false },
  },
  data: { max: CASE_TEXT_MAX, text: '', problem: '' },
  observers: {
    visible(visible: boolean) {
      if (visible) this.setData({ text: '', problem: '' })
    },
  },
  methods: {
    typed(event: WechatMiniprogram.CustomEvent<{ value: string }>) {
      this.data.text = event.detail.value
    },
    send() {
      const words = this.data.text.trim()
      if (words === '' && this.data.words.needed) return this.setData({ problem: '写一句，对方才知道怎么办' })
      this.triggerEvent('said', { words })
    },
    close() {
      this.triggerEvent('close')
    },
    changed(event: WechatMiniprogram.CustomEvent<{ visible: boolean }>) {
      if (!event.detail.visible) this.close()
    },
  },
})
