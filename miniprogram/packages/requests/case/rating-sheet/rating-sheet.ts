/**
 * 解决了: stars and words if he likes, and whether it spared him a trip, by his own tap alone. Events: `rated` with the
 * rating, null when he gave no star; `close`.
 */
import { CASE_TEXT_MAX } from '../../../../domain/cases'

const STARS = ['很不满意', '不太满意', '一般', '满意', '很满意']

Component({
  properties: {
    visible: { type: Boolean, value: false },
    /** It has ended: only the rating is missing. */
    closed: { type: Boolean, value: false },
    busy: { type: Boolean, value: false },
  },
  data: { names: STARS, max: CASE_TEXT_MAX, stars: 0, savedTrip: false, text: '' },
  observers: {
    visible(visible: boolean) {
      if (visible) this.setData({ stars: 0, savedTrip: false, text: '' })
    },
  },
  methods: {
    pick(event: WechatMiniprogram.TouchEvent) {
      const { stars } = event.currentTarget.dataset as { stars: number }
      this.setData({ stars: this.data.stars === stars ? 0 : stars })
    },
    turn() {
      this.setData({ savedTrip: !this.data.savedTrip })
    },
    typed(event: WechatMiniprogram.CustomEvent<{ value: string }>) {
      this.data.text = event.detail.value
    },
    send() {
      const { stars, savedTrip, text } = this.data
      this.triggerEvent('rated', { rating: stars === 0 ? null : { stars, words: text.trim(), savedTrip } })
    },
    close() {
      this.triggerEvent('close')
    },
    changed(event: WechatMiniprogram.CustomEvent<{ visible: boolean }>) {
      if (!event.detail.visible) this.close()
    },
  },
})
