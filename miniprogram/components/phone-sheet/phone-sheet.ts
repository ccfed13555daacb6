/** Asks for a phone number through WeChat's own button. Events: `verified`, `later`. */
import { sentenceFor } from '../../domain/errors'
import { verifyPhone } from '../../services/people'

Component({
  properties: {
    visible: { type: Boolean, value: false },
    /** Why it is asked for. */
    words: { type: String, value: '发言前验证一次就行，别的成员只看到前三位和后四位。' },
    /** What happens afterwards, such as a message that waits. */
    reason: { type: String, value: '' },
  },
  data: { sending: false, refusal: '' },
  methods: {
    async gotCode(event: WechatMiniprogram.CustomEvent<{ code?: string; errMsg: string }>) {
      const { code, errMsg } = event.detail
      if (!code) {
        const refused = errMsg.includes('deny') || errMsg.includes('cancel')
        this.setData({ refusal: refused ? '没有验证，写好的内容还在' : '微信没有给出号码，请再点一次' })
        return
      }
      this.setData({ sending: true, refusal: '' })
      const answer = await verifyPhone(code)
      if (answer.ok) {
        this.setData({ sending: false })
        this.triggerEvent('verified', { maskedNumber: answer.data.maskedNumber })
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
