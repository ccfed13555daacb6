/** Asks to agree to the privacy text. Events: `agreed` once the cloud has it, `later` when the person puts it off. */
import { sentenceFor } from '../../domain/errors'
import { agree } from '../../services/people'
import { PRIVACY } from './privacy'

Component({
  properties: {
    visible: { type: Boolean, value: false },
  },
  data: { privacy: PRIVACY, sending: false, refusal: '' },
  methods: {
    async agree() {
      if (this.data.sending) return
      this.setData({ sending: true, refusal: '' })
      const answer = await agree(PRIVACY.version)
      if (answer.ok) {
        this.setData({ sending: false })
        this.triggerEvent('agreed')
        return
      }
      const offline = answer.code === 'OFFLINE'
      const refusal = offline ? '现在没有网络，连上后再点一次' : sentenceFor(answer.code, answer.facts)
      this.setData({ sending: false, refusal })
    },
    later() {
      this.triggerEvent('later')
    },
    closed(event: WechatMiniprogram.CustomEvent<{ visible: boolean }>) {
      if (!event.detail.visible) this.later()
    },
  },
})
